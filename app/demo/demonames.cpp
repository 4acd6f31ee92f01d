// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "demonames.h"

namespace orgkeeper {

namespace {

constexpr auto examples = std::to_array<DemoWord>({
    {"Acme", "acme"},           {"Example", "example"},         {"Muster", "muster"},
    {"Sample", "sample"},       {"Placeholder", "placeholder"}, {"Demo", "demo"},
    {"Lorem", "lorem"},         {"Specimen", "specimen"},       {"Beispiel", "beispiel"},
    {"Voorbeeld", "voorbeeld"}, {"Exemple", "exemple"},         {"Ejemplo", "ejemplo"},
    {"Esempio", "esempio"},     {"Exemplo", "exemplo"},         {"Esimerkki", "esimerkki"},
    {"Eksempel", "eksempel"},   {"Příklad", "priklad"},         {"Példa", "pelda"},
    {"Örnek", "ornek"},         {"Przykład", "przyklad"},
});

constexpr auto cities = std::to_array<DemoWord>({
    {"Berlin", "berlin"},   {"Lisbon", "lisbon"},   {"Oslo", "oslo"},       {"Vienna", "vienna"},
    {"Zürich", "zurich"},   {"Malmö", "malmo"},     {"Porto", "porto"},     {"Gent", "gent"},
    {"Turku", "turku"},     {"Bergen", "bergen"},   {"Kraków", "krakow"},   {"Brno", "brno"},
    {"Pécs", "pecs"},       {"Graz", "graz"},       {"Basel", "basel"},     {"Lyon", "lyon"},
    {"Nantes", "nantes"},   {"Torino", "torino"},   {"Parma", "parma"},     {"Sevilla", "sevilla"},
    {"Bilbao", "bilbao"},   {"Cork", "cork"},       {"Leeds", "leeds"},     {"Bath", "bath"},
    {"Aarhus", "aarhus"},   {"Odense", "odense"},   {"Tartu", "tartu"},     {"Riga", "riga"},
    {"Kaunas", "kaunas"},   {"Gdynia", "gdynia"},   {"Bremen", "bremen"},   {"Kiel", "kiel"},
    {"Mainz", "mainz"},     {"Jena", "jena"},       {"Utrecht", "utrecht"}, {"Delft", "delft"},
    {"Namur", "namur"},     {"Metz", "metz"},       {"Ankara", "ankara"},   {"Patras", "patras"},
    {"Varna", "varna"},     {"Cluj", "cluj"},       {"Split", "split"},     {"Koper", "koper"},
    {"Toronto", "toronto"}, {"Halifax", "halifax"}, {"Quito", "quito"},     {"Lima", "lima"},
    {"Rosario", "rosario"}, {"Recife", "recife"},   {"Dakar", "dakar"},     {"Nairobi", "nairobi"},
    {"Durban", "durban"},   {"Pune", "pune"},       {"Chennai", "chennai"}, {"Hanoi", "hanoi"},
    {"Osaka", "osaka"},     {"Sapporo", "sapporo"}, {"Perth", "perth"},     {"Dunedin", "dunedin"},
});

constexpr auto trades = std::to_array<DemoWord>({
    {"Freight", "freight"}, {"Air", "air"},           {"Labs", "labs"},
    {"Works", "works"},     {"Press", "press"},       {"Bakery", "bakery"},
    {"Kitchen", "kitchen"}, {"Clinic", "clinic"},     {"Museum", "museum"},
    {"Design", "design"},   {"Type", "type"},         {"Bau", "bau"},
    {"Energie", "energie"}, {"Archive", "archive"},   {"Rail", "rail"},
    {"Dairy", "dairy"},     {"Payments", "payments"}, {"Garden", "garden"},
    {"Theatre", "theatre"}, {"Library", "library"},   {"Optics", "optics"},
    {"Paper", "paper"},     {"Textile", "textile"},   {"Glass", "glass"},
    {"Harbour", "harbour"}, {"Robotics", "robotics"}, {"Software", "software"},
    {"Films", "films"},     {"Cycles", "cycles"},     {"Tea", "tea"},
    {"Cheese", "cheese"},   {"Clocks", "clocks"},     {"Maps", "maps"},
    {"Water", "water"},     {"Wind", "wind"},         {"Insurance", "insurance"},
    {"Seeds", "seeds"},     {"Tools", "tools"},       {"Toys", "toys"},
    {"Café", "cafe"},
});

constexpr auto givenNames = std::to_array<DemoWord>({
    {"Alba", "alba"},   {"Anton", "anton"},   {"Bea", "bea"},       {"Bruno", "bruno"},
    {"Carla", "carla"}, {"Cem", "cem"},       {"Dana", "dana"},     {"David", "david"},
    {"Edda", "edda"},   {"Emil", "emil"},     {"Fatma", "fatma"},   {"Felix", "felix"},
    {"Greta", "greta"}, {"Gül", "gul"},       {"Henrik", "henrik"}, {"Ida", "ida"},
    {"Igor", "igor"},   {"Jana", "jana"},     {"João", "joao"},     {"Karin", "karin"},
    {"Kofi", "kofi"},   {"Lea", "lea"},       {"Luis", "luis"},     {"Maja", "maja"},
    {"Malik", "malik"}, {"Nadia", "nadia"},   {"Nils", "nils"},     {"Olga", "olga"},
    {"Omar", "omar"},   {"Paula", "paula"},   {"Pim", "pim"},       {"Ravi", "ravi"},
    {"Renée", "renee"}, {"Rosa", "rosa"},     {"Sami", "sami"},     {"Søren", "soren"},
    {"Tao", "tao"},     {"Theo", "theo"},     {"Una", "una"},       {"Uwe", "uwe"},
    {"Vera", "vera"},   {"Viktor", "viktor"}, {"Wanda", "wanda"},   {"Xenia", "xenia"},
    {"Yara", "yara"},   {"Yuki", "yuki"},     {"Zoë", "zoe"},       {"Zsolt", "zsolt"},
});

constexpr auto projects = std::to_array<std::string_view>({
    "Sample checkout",
    "Sample landing page",
    "Example search",
    "Example login",
    "Placeholder imports",
    "Demo video wall",
    "Demo sign-up",
    "Muster-Katalog",
    "Lorem feed",
    "Acme nightly",
    "Acme smoke test",
    "Example API v2",
});

constexpr auto specialPeople = std::to_array<DemoSpecialPerson>({
    {"Ada Example", "ada.example", "u-7273", "ada@acme.example", DemoEmail::Text},
    {"Ben Muster", "ben.muster", "u-1418", "ben.muster@acme.example", DemoEmail::Text},
    {"Chiara Esempio", "chiara.esempio", "u-4291", "chiara@acme.example", DemoEmail::Text},
    {"Dirk Beispiel", "dirk.beispiel", "u-3184", "dirk@contractor.example", DemoEmail::Text},
    {"Elif Örnek", "elif.ornek", "u-6171", "elif@acme.example", DemoEmail::Text},
    {"Femke Voorbeeld", "femke.voorbeeld", "u-9831", "femke@acme.example", DemoEmail::Text},
    {"Goran Primer", "goran.primer", "u-4675", "goran@acme.example", DemoEmail::Text},
    {"Hana Příklad", "hana.priklad", "u-7427", "hana@acme.example", DemoEmail::Text},
    {"Inès Exemple", "ines.exemple", "u-8789", "ines@acme.example", DemoEmail::Text},
    {"Jon Eksempel", "jon.eksempel", "u-1848", "jon@acme.example", DemoEmail::Text},
    {"Kata Példa", "kata.pelda", "u-3498", "kata@acme.example", DemoEmail::Text},
    {"Lucía Ejemplo", "lucia.ejemplo", "u-3853", "lucia@acme.example", DemoEmail::Text},
    {"Marek Przykład", "marek.przyklad", "u-4942", "marek@acme.example", DemoEmail::Text},
    {"Noor Sample", "noor.sample", "u-8111", "noor@acme.example", DemoEmail::Text},
    {"Oona Esimerkki", "oona.esimerkki", "u-6348", "oona@acme.example", DemoEmail::Text},
    {"Pedro Exemplo", "pedro.exemplo", "u-9005", "pedro@acme.example", DemoEmail::Text},
    {"Quinn Specimen", "quinn.specimen", "u-9434", "quinn@acme.example", DemoEmail::Text},
    {"Rita Placeholder", "rita.placeholder", "u-2590", "", DemoEmail::Null},
    {"Sven Exempel", "sven.exempel", "u-6887", "sven@acme.example", DemoEmail::Text},
    {"Tara Demo", "tara.demo", "u-6368", "tara@acme.example", DemoEmail::Text},
    {"Umut Örnek", "umut.ornek", "u-5120", "", DemoEmail::EmptyObject},
    // An id that only works in a path when its parts are percent-encoded one by one.
    {"Vigo Specimen", "vigo.specimen", "u/77+1 %2F", "vigo@acme.example", DemoEmail::Text},
});

constexpr auto specialOrganizations = std::to_array<DemoSpecialOrganization>({
    {"Acme Berlin Freight", "acme-berlin-freight", 48, 3, 12, true},
    {"Example Berlin Museum", "example-berlin-museum", 64, 6, 9, true},
    {"Muster Berlin Bau", "muster-berlin-bau", 41, 3, 22, true},
    {"Acme Berlin Air", "acme-berlin-air", 12, 2, 22, true},
    {"Acme Berlin Labs", "acme-berlin-labs", 7, 1, 2, true},
    {"East Berlin Specimens", "east-berlin-specimens", 5, 0, 12, true},
    {"Lorem Berlin Type", "lorem-berlin-type", 8, 1, 1, true},
    {"Acme Lisbon Freight", "acme-lisbon-freight", 23, 1, 4, true},
    {"Example Large Assembly", "example-large-assembly", 5000, 5, 64, false},
    {"Placeholder Empty Hall", "placeholder-empty-hall", 0, 0, 0, true},
    {"Müster & Söhne Prüfgerät", "muester-soehne-pruefgeraet", 6, 2, 3, true},
    {"Åse Eksempel Blåbær", "aase-eksempel-blaabaer", 4, 1, 1, true},
    {"חברת דוגמה לבדיקה", "dugma-sample", 9, 2, 5, true},
    {"شركة مثال للاختبار", "mithal-sample", 11, 2, 6, true},
    {"Sample Rocket Works 🚀", "sample-rocket-works", 10, 2, 3, true},
    {"Specimen \"Quoted\" \\ <Angle> & Sons", "specimen-quoted-angle-sons", 5, 2, 1, true},
    {"=Example Formula Works", "example-formula-works", 3, 2, 1, true},
    {"The Placeholder Association for the Very Long Names of Example Organizations, Sample "
     "Societies, Specimen Collections and Demonstration Companies in the Greater Lorem Area, "
     "Department of Columns That Are Always Too Narrow, Working Group on Elision in the Middle, "
     "Subcommittee for Tooltips",
     "placeholder-association-for-very-long-names", 17, 2, 8, true},
});

constexpr quint64 combinations = examples.size() * cities.size() * trades.size();

QByteArray bytes(std::string_view text)
{
    return QByteArray(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

std::span<const DemoSpecialPerson> demoSpecialPeople()
{
    return specialPeople;
}

std::span<const DemoSpecialOrganization> demoSpecialOrganizations()
{
    return specialOrganizations;
}

quint64 demoOrganizationNameCount()
{
    return combinations;
}

DemoName demoOrganizationName(quint64 number)
{
    const DemoWord &example = examples.at(number % examples.size());
    const DemoWord &city = cities.at(number / examples.size() % cities.size());
    const DemoWord &trade = trades.at(number / examples.size() / cities.size() % trades.size());
    const bool cityFirst = number % 5 == 3;
    const DemoWord &first = cityFirst ? city : example;
    const DemoWord &second = cityFirst ? example : city;

    DemoName name;
    name.text.reserve(32);
    name.plain.reserve(32);
    for (const DemoWord *word : {&first, &second, &trade}) {
        if (word != &first) {
            name.text.append(' ');
            name.plain.append('-');
        }
        name.text.append(word->text.data(), static_cast<qsizetype>(word->text.size()));
        name.plain.append(word->plain.data(), static_cast<qsizetype>(word->plain.size()));
    }
    return name;
}

quint64 demoPersonNameCount()
{
    return givenNames.size() * examples.size() * 26;
}

DemoName demoPersonName(quint64 number)
{
    const DemoWord &given = givenNames.at(number % givenNames.size());
    const DemoWord &family = examples.at(number / givenNames.size() % examples.size());
    const auto initial = static_cast<char>('a' + number / givenNames.size() / examples.size() % 26);

    DemoName name;
    name.text = bytes(given.text) + ' ' + static_cast<char>(initial - 'a' + 'A') + ". " +
                bytes(family.text);
    name.plain = bytes(given.plain) + '.' + initial + '.' + bytes(family.plain);
    return name;
}

quint64 demoProjectNameCount()
{
    return projects.size();
}

QByteArray demoProjectName(quint64 number)
{
    return bytes(projects.at(number % projects.size()));
}

} // namespace orgkeeper
