// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "galleryboards.h"
#include "theme.h"

#include <QApplication>
#include <QDir>
#include <QProcess>
#include <QTimer>
#include <QWidget>

#include <cstdio>
#include <memory>

using namespace orgkeeper;
using namespace Qt::StringLiterals;

namespace {

constexpr int settleMs = 400; // longer than the progress line waits before it shows

int paint(QApplication &app, const QDir &folder, const QString &look)
{
    QFont font(u"Noto Sans"_s);
    font.setPixelSize(13);
    QApplication::setFont(font);
    Theme theme(nullptr);
    theme.setAppearance(look.contains("dark"_L1) ? Theme::Appearance::Dark
                                                 : Theme::Appearance::Light);
    theme.setContrast(look.contains("contrast"_L1) ? Theme::Contrast::High
                                                   : Theme::Contrast::Normal);
    theme.putOn(Scheme::Light);
    if (look.contains("rtl"_L1))
        QApplication::setLayoutDirection(Qt::RightToLeft);
    const QList<std::pair<QString, QWidget *>> boards{{u"language"_s, gallery::makeLanguage()},
                                                      {u"members"_s, gallery::makeMembers()},
                                                      {u"states"_s, gallery::makeStates()},
                                                      {u"forms"_s, gallery::makeForms()}};
    for (const auto &[name, board] : boards)
        board->show();
    QTimer::singleShot(settleMs, &app, [&] {
        for (const auto &[name, board] : boards) {
            board->activateWindow(); // fills and rings of a window without focus are others
            QApplication::processEvents();
            const QString file = folder.filePath(u"%1-%2.png"_s.arg(look, name));
            if (!board->grab().save(file))
                std::fprintf(stderr, "Cannot write %s.\n", qPrintable(file));
            delete board;
        }
        QApplication::quit();
    });
    return QApplication::exec();
}

} // namespace

/// Paints every widget in every look: kitgallery <folder> [look]. A scale can only be set before
/// the application exists, so without a look it runs itself once for each.
int main(int argc, char *argv[])
{
    if (argc < 2) {
        std::fprintf(stderr, "Usage: kitgallery <folder> [light|dark|light-rtl|light-200|...]\n");
        return 2;
    }
    const QString look = argc > 2 ? QString::fromLocal8Bit(argv[2]) : QString();
    if (look.contains("200"_L1))
        qputenv("QT_SCALE_FACTOR", "2");
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QDir folder(QString::fromLocal8Bit(argv[1]));
    folder.mkpath(u"."_s);
    if (!look.isEmpty()) {
        QApplication app(argc, argv);
        return paint(app, folder, look);
    }
    int worst = 0;
    for (const QString &each : {u"light"_s, u"dark"_s, u"light-rtl"_s, u"light-200"_s,
                                u"light-contrast"_s, u"dark-contrast"_s})
        worst =
            qMax(worst, QProcess::execute(QString::fromLocal8Bit(argv[0]), {folder.path(), each}));
    return worst;
}
