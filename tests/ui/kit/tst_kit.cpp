// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "iconbutton.h"
#include "icons.h"
#include "marks.h"
#include "metrics.h"
#include "plaintext.h"
#include "textlabel.h"
#include "theme.h"

#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>

#include <cmath>
#include <memory>

using namespace orgkeeper;
using namespace Qt::StringLiterals;

/// The look: palettes, icons, style, and how texts from servers are tamed.
class TestKit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void textKeepsItsContrast_data();
    void textKeepsItsContrast();
    void aPaletteIsFoundAgain();
    void whatIsDisabledIsGrey();
    void iconsFollowTheScheme();
    void everyIconPaints();
    void heightsFollowTheFont();
    void labelsFollowTheScheme();

    void textFromServersIsTame();
    void matchesIgnoreCaseAndAccents();

private:
    std::unique_ptr<Theme> m_theme;
};

namespace {

qreal luminance(const QColor &color)
{
    const auto channel = [](qreal c) {
        return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * channel(color.redF()) + 0.7152 * channel(color.greenF()) +
           0.0722 * channel(color.blueF());
}

/// WCAG 2: from 1 to 21.
qreal contrast(const QColor &one, const QColor &other)
{
    const qreal a = luminance(one);
    const qreal b = luminance(other);
    return (qMax(a, b) + 0.05) / (qMin(a, b) + 0.05);
}

bool hasColor(const QImage &image, const QColor &color)
{
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (image.pixelColor(x, y).rgba() == color.rgba())
                return true;
        }
    }
    return false;
}

} // namespace

void TestKit::initTestCase()
{
    m_theme = std::make_unique<Theme>(nullptr);
    m_theme->putOn(Scheme::Light);
}

void TestKit::init()
{
    m_theme->setAppearance(Theme::Appearance::Light);
    m_theme->setContrast(Theme::Contrast::Normal);
}

void TestKit::textKeepsItsContrast_data()
{
    QTest::addColumn<Scheme>("scheme");
    QTest::newRow("light") << Scheme::Light;
    QTest::newRow("dark") << Scheme::Dark;
    QTest::newRow("light, high contrast") << Scheme::LightContrast;
    QTest::newRow("dark, high contrast") << Scheme::DarkContrast;
}

void TestKit::textKeepsItsContrast()
{
    QFETCH(Scheme, scheme);
    const Palette &p = paletteFor(scheme);
    const QColor selectMuted = isHighContrast(scheme) ? p.selectText : p.muted;
    const QList<std::pair<QColor, QColor>> texts{{p.text, p.base},
                                                 {p.text, p.window},
                                                 {p.selectText, p.select},
                                                 {p.muted, p.base},
                                                 {p.muted, p.window},
                                                 {selectMuted, p.select},
                                                 {p.accent, p.base},
                                                 {p.accent, p.window},
                                                 {p.text, p.match},
                                                 {p.ok, p.okTint},
                                                 {p.warn, p.warnTint},
                                                 {p.error, p.errorTint},
                                                 {p.ok, p.base},
                                                 {p.warn, p.base},
                                                 {p.error, p.base},
                                                 {p.prod, p.prodTint},
                                                 {p.ro, p.roTint},
                                                 {p.accent, p.infoTint},
                                                 {p.tipText, p.tip},
                                                 {p.onHighlight, p.prodFill},
                                                 {p.onHighlight, p.highlight}};
    for (const auto &[text, ground] : texts)
        QVERIFY2(
            contrast(text, ground) >= 4.5,
            qPrintable(
                u"%1 on %2: %3"_s.arg(text.name(), ground.name()).arg(contrast(text, ground))));
    for (const QColor &ground : {p.base, p.window}) {
        QVERIFY(contrast(p.control, ground) >= 3);
        QVERIFY(contrast(p.focus, ground) >= 3);
        QVERIFY(contrast(p.prodLine, ground) >= 3);
    }
}

void TestKit::aPaletteIsFoundAgain()
{
    for (Scheme scheme : {Scheme::Light, Scheme::Dark, Scheme::LightContrast, Scheme::DarkContrast})
        QCOMPARE(paletteOf(toQPalette(paletteFor(scheme))).scheme, scheme);
    QCOMPARE(paletteOf(QPalette(QColor(40, 40, 40))).scheme, Scheme::Dark);
}

void TestKit::whatIsDisabledIsGrey()
{
    for (Scheme scheme :
         {Scheme::Light, Scheme::Dark, Scheme::LightContrast, Scheme::DarkContrast}) {
        const Palette &p = paletteFor(scheme);
        const QPalette q = toQPalette(p);
        for (QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText,
                                         QPalette::PlaceholderText})
            QCOMPARE(q.color(QPalette::Disabled, role), p.disabled);
    }
    QPushButton button(u"Grant"_s);
    button.setEnabled(false);
    const Palette &p = m_theme->palette();
    const QImage image = button.grab().toImage();
    QVERIFY(!hasColor(image, p.text));
}

void TestKit::iconsFollowTheScheme()
{
    const QIcon picture = icon(u"square"_s);
    const auto painted = [&] { return picture.pixmap(QSize(24, 24), 2.0).toImage(); };
    QVERIFY(hasColor(painted(), paletteFor(Scheme::Light).text));
    m_theme->setAppearance(Theme::Appearance::Dark);
    QVERIFY(hasColor(painted(), paletteFor(Scheme::Dark).text));
    QVERIFY(!hasColor(painted(), paletteFor(Scheme::Light).text));
    QVERIFY(hasColor(picture.pixmap(QSize(24, 24), 2.0, QIcon::Disabled).toImage(),
                     paletteFor(Scheme::Dark).disabled));
    QCOMPARE(picture.pixmap(QSize(16, 16), 2.0).size(), QSize(32, 32));
}

void TestKit::everyIconPaints()
{
    const QStringList files = QDir(u":/icons"_s).entryList({u"*.svg"_s});
    QVERIFY(files.size() > 60);
    for (const QString &file : files) {
        const QString name = file.chopped(4);
        const QImage image = iconPixmap(name, Qt::red, 24, 1).toImage();
        bool hasInk = false;
        for (int at = 0; at < 24 * 24 && !hasInk; ++at)
            hasInk = qAlpha(image.pixel(at % 24, at / 24)) > 100;
        QVERIFY2(hasInk, qPrintable(name));
    }
    QTest::ignoreMessage(QtWarningMsg, "No icon is called nothing-like-it.");
    QVERIFY(icon(u"nothing-like-it"_s).isNull());
    for (int glyph = 0; glyph <= int(RowGlyph::SetAside); ++glyph)
        QVERIFY(!icon(static_cast<RowGlyph>(glyph)).isNull());
    for (int glyph = 0; glyph <= int(VerbGlyph::Undo); ++glyph)
        QVERIFY(!icon(static_cast<VerbGlyph>(glyph)).isNull());
    for (EnvironmentMark mark : {EnvironmentMark::Production, EnvironmentMark::ReadOnly})
        QVERIFY(hasIcon(marks::environmentIcon(mark)));
}

void TestKit::heightsFollowTheFont()
{
    for (int points : {9, 20}) {
        QFont font;
        font.setPointSize(points);
        QPushButton button(u"Grant"_s);
        QLineEdit line;
        QComboBox combo;
        QSpinBox spin;
        IconButton small(u"copy"_s, u"Copy slug"_s, nullptr);
        for (QWidget *widget :
             std::initializer_list<QWidget *>{&button, &line, &combo, &spin, &small}) {
            widget->setFont(font);
            QCOMPARE(widget->sizeHint().height(), widget->fontMetrics().height() + 10);
            QVERIFY(widget->sizeHint().height() >= 24);
        }
    }
}

void TestKit::labelsFollowTheScheme()
{
    TextLabel label(u"Refused"_s, Type::Body, Ink::Error);
    label.show();
    const auto ink = [&] { return label.palette().color(label.foregroundRole()); };
    QCOMPARE(ink(), paletteFor(Scheme::Light).error);
    m_theme->setAppearance(Theme::Appearance::Dark);
    QTRY_COMPARE(ink(), paletteFor(Scheme::Dark).error);
    QCOMPARE(label.textFormat(), Qt::PlainText);
}

void TestKit::textFromServersIsTame()
{
    QCOMPARE(plaintext::oneLine(u"a\nb\tc"_s), u"a\u240Ab\u2409c"_s);
    QCOMPARE(plaintext::oneLine(u"safe\u202Egnp.exe"_s), u"safe\uFFFDgnp.exe"_s);
    QCOMPARE(plaintext::oneLine(u"x\u2069y"_s), u"x\uFFFDy"_s);
    QCOMPARE(plaintext::oneLine(u"x\u2067y"_s), u"x\u2067y\u2069"_s);
    QCOMPARE(plaintext::oneLine(QString(5000, u'x'), 10), u"xxxxxxxxxx…"_s);
    QVERIFY(plaintext::toolTip(u"<img src=x>"_s).contains(u"&lt;img"_s));
    QCOMPARE(marks::initials(u"Elif Örnek"_s), u"EÖ"_s);
    QCOMPARE(marks::initials(u"  "_s), u"?"_s);
}

void TestKit::matchesIgnoreCaseAndAccents()
{
    using plaintext::Span;
    const QStringList words{plaintext::folded(u"ÖR"_s), plaintext::folded(u"el"_s)};
    QCOMPARE(plaintext::matches(u"Elif Örnek"_s, words), (QList<Span>{{0, 2}, {5, 2}}));
    QCOMPARE(plaintext::matches(u"aaaa"_s, {u"aa"_s}), (QList<Span>{{0, 4}}));
    QVERIFY(plaintext::matches(u"Elif"_s, {}).isEmpty());
}

QTEST_MAIN(TestKit)
#include "tst_kit.moc"
