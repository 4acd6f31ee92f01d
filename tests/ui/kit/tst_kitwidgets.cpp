// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "accessibility.h"
#include "filterbox.h"
#include "galleryboards.h"
#include "pageheader.h"
#include "passwordedit.h"
#include "progressline.h"
#include "searchedit.h"
#include "stripstack.h"
#include "tabstrip.h"
#include "theme.h"

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <memory>

using namespace orgkeeper;
using namespace Qt::StringLiterals;

/// How the widgets behave.
class TestKitWidgets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

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

private:
    std::unique_ptr<Theme> m_theme;
};

void TestKitWidgets::initTestCase()
{
    m_theme = std::make_unique<Theme>(nullptr);
    m_theme->putOn(Scheme::Light);
    installAccessibility();
}

void TestKitWidgets::theRightTextEnablesAccept()
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

void TestKitWidgets::aTickEnablesAccept()
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

void TestKitWidgets::enterInTheFieldAcceptsNothing()
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

void TestKitWidgets::escapeDismissesOnce()
{
    Strip strip(StripKind::Warn, u"Grant admin?"_s, nullptr);
    strip.ask({u"Grant"_s, ButtonTone::Primary, u"Type Acme"_s, u"Acme"_s, {}});
    strip.show();
    QSignalSpy dismissed(&strip, &Strip::dismissed);
    QSignalSpy accepted(&strip, &Strip::accepted);
    QTest::keyClick(strip.findChild<QLineEdit *>(), Qt::Key_Escape);
    QCOMPARE(dismissed.count(), 1);
    strip.dismiss();
    strip.acceptButton()->click();
    QCOMPARE(dismissed.count(), 1);
    QCOMPARE(accepted.count(), 0);
    QVERIFY(strip.isHidden());
}

void TestKitWidgets::atMostTwoStrips()
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

void TestKitWidgets::aClosedStripGivesTheFocusHome()
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

void TestKitWidgets::escapeClearsThenLeaves()
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

void TestKitWidgets::theFilterSaysHowMany()
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

void TestKitWidgets::pastedSecretsAreTrimmedAloud()
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

void TestKitWidgets::mutedTabsCanBeChosen()
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

void TestKitWidgets::quickAnswersDoNotFlash()
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

void TestKitWidgets::narrowHeadersFoldThePrimaryLast()
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

void TestKitWidgets::everyControlHasAName()
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

QTEST_MAIN(TestKitWidgets)
#include "tst_kitwidgets.moc"
