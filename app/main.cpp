// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "accessibility.h"
#include "application.h"
#include "commandline.h"
#include "description.h"
#include "mainwindow.h"
#include "tour.h"

#include <QApplication>
#include <QFile>
#include <QFont>
#include <QIcon>
#include <QMessageBox>
#include <QTextStream>
#include <QTranslator>

#include <cstdio>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#endif
#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif

using namespace Qt::StringLiterals;
using namespace orgkeeper;

namespace {

// A crash must not leave the token in a file: no core dump, and no other process may attach.
void keepMemoryPrivate()
{
#ifdef Q_OS_UNIX
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
#endif
#ifdef Q_OS_LINUX
    prctl(PR_SET_DUMPABLE, 0);
#endif
}

int checkBackend(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        QTextStream(stderr) << path << ": " << file.errorString() << '\n';
        return 2;
    }
    const LoadedDescription loaded = loadDescription(file.readAll(), path, false);
    QTextStream(stdout) << checkBackendReport(loaded);
    return loaded.problems.isEmpty() ? 0 : 1;
}

int runWithWindow(int argc, char **argv, const CommandLine &line)
{
    if (line.scale > 0) {
        qputenv("QT_SCALE_FACTOR", QByteArray::number(line.scale));
    }
    QApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"orgkeeper"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(ORGKEEPER_VERSION));
    QGuiApplication::setApplicationDisplayName(u"Orgkeeper"_s);
    QGuiApplication::setDesktopFileName(QStringLiteral(ORGKEEPER_APP_ID));
    QGuiApplication::setWindowIcon(QIcon(u":/icons/orgkeeper.svg"_s));
    installAccessibility();
    QTranslator plurals;
    if (plurals.load(u":/i18n/orgkeeper_en.qm"_s)) {
        QCoreApplication::installTranslator(&plurals);
    }
    if (line.rightToLeft) {
        QGuiApplication::setLayoutDirection(Qt::RightToLeft);
    }
    if (line.mode == CommandLine::Mode::Tour) {
        // Pictures are to look the same wherever they are made.
        QApplication::setFont(QFont(u"Noto Sans"_s, 10));
    }
    Application program(line);
    if (!program.start()) {
        QMessageBox box(QMessageBox::Critical, u"Orgkeeper"_s, program.problem());
        QObject::connect(&box, &QDialog::finished, &application, &QCoreApplication::quit);
        box.open();
        QApplication::exec();
        return 1;
    }
    if (line.mode == CommandLine::Mode::Tour) {
        const QStringList size = line.size.split(u'x');
        if (size.size() == 2) {
            program.window()->resize(size.first().toInt(), size.last().toInt());
        }
        Tour tour(&program, line.path);
        tour.begin();
        return QApplication::exec();
    }
    return QApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    QStringList arguments;
    for (int i = 1; i < argc; ++i) {
        arguments.append(QString::fromLocal8Bit(argv[i]));
    }
    const CommandLine line = parseCommandLine(arguments);
    switch (line.mode) {
    case CommandLine::Mode::Mistake:
        QTextStream(stderr) << line.mistake << '\n';
        return 2;
    case CommandLine::Mode::Help:
        QTextStream(stdout) << helpText();
        return 0;
    case CommandLine::Mode::Version:
        QTextStream(stdout) << "orgkeeper " << ORGKEEPER_VERSION << '\n';
        return 0;
    case CommandLine::Mode::CheckBackend:
        return checkBackend(line.path);
    case CommandLine::Mode::Tour:
    case CommandLine::Mode::Window:
        keepMemoryPrivate();
        return runWithWindow(argc, argv, line);
    }
    return 0;
}
