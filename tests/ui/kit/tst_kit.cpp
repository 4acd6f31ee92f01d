// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "accessibility.h"
#include "emptystate.h"
#include "filterbox.h"
#include "galleryboards.h"
#include "iconbutton.h"
#include "icons.h"
#include "metrics.h"
#include "pageheader.h"
#include "passwordedit.h"
#include "plaintext.h"
#include "progressline.h"
#include "searchedit.h"
#include "stripstack.h"
#include "tabstrip.h"
#include "textlabel.h"
#include "theme.h"

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

#include <cmath>
#include <memory>

using namespace orgkeeper;
using namespace Qt::StringLiterals;

/// The look and the small widgets.
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

    void theRightTextEnablesAccept();
    void aTickEnablesAccept();
    void enterInTheFieldAcceptsNothing();
    void escapeDismissesOnce();
    void atMostTwoStrips();
    void aClosedStripGivesTheFocusHome();

    void escapeClearsThenLeaves();
    void theFilterSaysHowMany();
    void pastedSecretsAreTrimmedAloud();
    void mutedTabsCanBeChosen();
    void quickAnswersDoNotFlash();
    void narrowHeadersFoldThePrimaryLast();
    void everyControlHasAName();

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
    installAccessibility();
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

void TestKit::theRightTextEnablesAccept()
{
    Strip strip(StripKind::Warn, u"Grant admin?"_s, nullptr);
    strip.ask({u"Grant"_s, ButtonTone::Production, u"Type Acme Ancla"_s, u"Acme Ancla"_s, {}});
    strip.show();
    QSignalSpy accepted(&strip, &Strip::accepted);
    auto *field = strip.findChild<QLineEdit *>();
    QVERIFY(!strip.acceptButton()->isEnabled());
    QTest::keyClicks(field, u"acme ancla"_s);
    QVERIFY(!strip.acceptButton()->isEnabled());
    field->clear();
    QTest::keyClicks(field, u" Acme Ancla "_s);
    QVERIFY(strip.acceptButton()->isEnabled());
    strip.acceptButton()->click();
    strip.acceptButton()->click();
    QCOMPARE(accepted.count(), 1);
}

void TestKit::aTickEnablesAccept()
{
    Strip strip(StripKind::Warn, u"Withdraw your own right?"_s, nullptr);
    strip.ask({u"Withdraw"_s, ButtonTone::Primary, {}, {}, u"I know that this is me"_s});
    strip.show();
    QVERIFY(!strip.acceptButton()->isEnabled());
    strip.findChild<QCheckBox *>()->setChecked(true);
    QVERIFY(strip.acceptButton()->isEnabled());
    strip.findChild<QCheckBox *>()->setChecked(false);
    QVERIFY(!strip.acceptButton()->isEnabled());
}

void TestKit::enterInTheFieldAcceptsNothing()
{
    Strip strip(StripKind::Warn, u"Grant admin?"_s, nullptr);
    strip.ask({u"Grant"_s, ButtonTone::Production, u"Type Acme"_s, u"Acme"_s, {}});
    strip.show();
    strip.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&strip));
    strip.takeFocus();
    QSignalSpy accepted(&strip, &Strip::accepted);
    auto *field = strip.findChild<QLineEdit *>();
    QVERIFY(field->hasFocus());
    QTest::keyClicks(field, u"Acme"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(accepted.count(), 0);
    QVERIFY(strip.acceptButton()->hasFocus());
    QTest::keyClick(strip.acceptButton(), Qt::Key_Space);
    QCOMPARE(accepted.count(), 1);
}

void TestKit::escapeDismissesOnce()
{
    Strip strip(StripKind::Warn, u"Grant admin?"_s, nullptr);
    strip.ask({u"Grant"_s, ButtonTone::Primary, u"Type Acme"_s, u"Acme"_s, {}});
    strip.show();
    QSignalSpy dismissed(&strip, &Strip::dismissed);
    QSignalSpy accepted(&strip, &Strip::accepted);
    QTest::keyClick(strip.findChild<QLineEdit *>(), Qt::Key_Escape);
    strip.dismiss();
    strip.acceptButton()->click();
    QCOMPARE(dismissed.count(), 1);
    QCOMPARE(accepted.count(), 0);
    QVERIFY(strip.isHidden());
}

void TestKit::atMostTwoStrips()
{
    StripStack stack(nullptr);
    auto *question = new Strip(StripKind::Warn, u"Grant?"_s, &stack);
    question->ask({u"Grant"_s, ButtonTone::Primary, {}, {}, {}});
    stack.add(question);
    stack.add(StripKind::Ok, u"Done."_s, u"undo"_s);
    stack.add(StripKind::Ok, u"Done again."_s, u"undo"_s);
    QCOMPARE(stack.strips().size(), 2);
    QCOMPARE(stack.strips().constFirst()->text(), u"Done again."_s);
    stack.add(StripKind::Error, u"The journal cannot be written."_s);
    // What asks stays; what only tells makes room.
    QCOMPARE(stack.strips().size(), 2);
    QCOMPARE(stack.strips().constLast(), question);
    stack.clear();
    QVERIFY(stack.isHidden());
}

void TestKit::aClosedStripGivesTheFocusHome()
{
    QWidget window;
    QLineEdit home(&window);
    QLineEdit other(&window);
    StripStack stack(&window);
    stack.setFocusHome(&home);
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    Strip *strip = stack.add(StripKind::Info, u"Read again."_s);
    other.setFocus();
    stack.remove(strip);
    QVERIFY(other.hasFocus());
    strip = stack.add(StripKind::Info, u"Read again."_s);
    strip->takeFocus();
    QVERIFY(strip->isAncestorOf(QApplication::focusWidget()));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    QVERIFY(home.hasFocus());
}

void TestKit::escapeClearsThenLeaves()
{
    FilterBox box(u"Filter members"_s, nullptr);
    box.show();
    QSignalSpy changed(&box, &FilterBox::filterChanged);
    QSignalSpy left(&box, &FilterBox::left);
    QSignalSpy down(&box, &FilterBox::wentDown);
    QTest::keyClicks(box.field(), u"ber"_s);
    QCOMPARE(changed.count(), 3);
    QTest::keyClick(box.field(), Qt::Key_Escape);
    QCOMPARE(box.text(), QString());
    QCOMPARE(changed.count(), 4);
    QCOMPARE(left.count(), 0);
    QTest::keyClick(box.field(), Qt::Key_Escape);
    QCOMPARE(left.count(), 1);
    QTest::keyClick(box.field(), Qt::Key_Down);
    QCOMPARE(down.count(), 1);
}

void TestKit::theFilterSaysHowMany()
{
    FilterBox box(u"Filter members"_s, nullptr);
    QCOMPARE(box.countText(), QString());
    box.setCount(118, 20000);
    const QLocale locale;
    QCOMPARE(box.countText(), u"118 of %1"_s.arg(locale.toString(20000)));
    QSignalSpy chosen(&box, &FilterBox::chipChosen);
    box.addChip(u"All"_s);
    QToolButton *admins = box.addChip(u"Admins"_s);
    box.setChipCount(admins, 6);
    QCOMPARE(admins->text(), u"Admins  6"_s);
    admins->click();
    QCOMPARE(chosen.constFirst().constFirst().toInt(), 1);
}

void TestKit::pastedSecretsAreTrimmedAloud()
{
    PasswordEdit edit(u"API key"_s, nullptr);
    QSignalSpy trimmed(&edit, &PasswordEdit::trimmed);
    QGuiApplication::clipboard()->setText(u"  example-key\n"_s);
    edit.paste();
    QCOMPARE(edit.text(), u"example-key"_s);
    QCOMPARE(trimmed.count(), 1);
    QCOMPARE(trimmed.constFirst().constFirst().value<PasswordEdit::Removed>(),
             PasswordEdit::Removed::LineBreaks);
    edit.clear();
    QGuiApplication::clipboard()->setText(u"example-key "_s);
    edit.paste();
    QCOMPARE(edit.text(), u"example-key"_s);
    QCOMPARE(trimmed.constLast().constFirst().value<PasswordEdit::Removed>(),
             PasswordEdit::Removed::Blanks);
    // What is typed is meant: a password may end in a blank.
    QTest::keyClicks(&edit, u" x "_s);
    QCOMPARE(edit.text(), u"example-key x "_s);
    QCOMPARE(trimmed.count(), 2);
    QCOMPARE(edit.echoMode(), QLineEdit::Password);
}

void TestKit::mutedTabsCanBeChosen()
{
    TabStrip tabs(nullptr);
    for (const QString &text : {u"Overview"_s, u"Members"_s, u"Projects"_s})
        tabs.addTab(text);
    tabs.setCount(1, 64);
    tabs.setMuted(2, u"Ancla lists no projects"_s);
    tabs.show();
    QTest::keyClick(&tabs, Qt::Key_Right);
    QTest::keyClick(&tabs, Qt::Key_Right);
    QCOMPARE(tabs.currentIndex(), 2);
    QVERIFY(tabs.isTabEnabled(2));
    QCOMPARE(tabs.accessibleTabName(1), u"Members, 64"_s);
    QCOMPARE(tabs.accessibleTabName(2), u"Projects: Ancla lists no projects"_s);
}

void TestKit::quickAnswersDoNotFlash()
{
    ProgressLine line(u"Reading members"_s, nullptr);
    line.begin();
    QVERIFY(!line.isShown());
    line.end();
    line.begin();
    line.setProgress(10, 100);
    QVERIFY(!line.isShown());
    QTRY_VERIFY(line.isShown());
    line.setProgress(60, 100);
    QVERIFY(line.accessibleDescription().contains(u"60"_s));
    line.end();
    QVERIFY(!line.isShown());
    QAccessibleInterface *seen = QAccessible::queryAccessibleInterface(&line);
    QCOMPARE(seen->role(), QAccessible::ProgressBar);
}

void TestKit::narrowHeadersFoldThePrimaryLast()
{
    PageHeader header(nullptr);
    header.setTitle(u"Acme Ancla"_s);
    QAction import(u"Import roster…"_s);
    QAction create(u"New organization…"_s);
    header.addCommand(&import);
    header.addCommand(&create, true);
    header.resize(1000, 60);
    header.show();
    const auto shown = [&] {
        QStringList texts;
        for (const QPushButton *button : header.findChildren<QPushButton *>()) {
            if (button->isVisible())
                texts.append(button->text());
        }
        return texts;
    };
    QCOMPARE(shown().size(), 2);
    header.resize(440, 60);
    QCOMPARE(shown(), QStringList{u"New organization…"_s});
    QCOMPARE(header.findChild<QMenu *>()->actions(), QList<QAction *>{&import});
    create.setEnabled(false);
    QVERIFY(!header.findChildren<QPushButton *>().constLast()->isEnabled());
}

void TestKit::everyControlHasAName()
{
    for (const auto make : {gallery::makeMembers, gallery::makeStates, gallery::makeForms}) {
        const std::unique_ptr<QWidget> board(make());
        board->show();
        for (QWidget *widget : board->findChildren<QWidget *>()) {
            if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible())
                continue;
            QAccessibleInterface *seen = QAccessible::queryAccessibleInterface(widget);
            QVERIFY2(seen && !seen->text(QAccessible::Name).isEmpty(),
                     qPrintable(QLatin1StringView(widget->metaObject()->className()) + u' ' +
                                widget->parentWidget()->objectName()));
        }
    }
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
