// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "commandline.h"

using namespace Qt::StringLiterals;

namespace orgkeeper {

namespace {

CommandLine mistake(const QString &text)
{
    CommandLine line;
    line.mode = CommandLine::Mode::Mistake;
    line.mistake = text;
    return line;
}

// "--name=value" becomes two words, so that one loop reads both spellings.
QStringList split(const QStringList &arguments)
{
    QStringList words;
    for (const QString &argument : arguments) {
        const qsizetype equals = argument.startsWith("--"_L1) ? argument.indexOf(u'=') : -1;
        if (equals > 0) {
            words << argument.left(equals) << argument.mid(equals + 1);
        } else {
            words << argument;
        }
    }
    return words;
}

} // namespace

CommandLine parseCommandLine(const QStringList &arguments)
{
    CommandLine line;
    const QStringList words = split(arguments);
    for (qsizetype i = 0; i < words.size(); ++i) {
        const QString &word = words.at(i);
        const bool takesValue = word == "--check-backend"_L1 || word == "--tour"_L1 ||
                                word == "--appearance"_L1 || word == "--scale"_L1 ||
                                word == "--size"_L1;
        if (takesValue && i + 1 == words.size()) {
            return mistake(u"%1 needs a value after it."_s.arg(word));
        }
        if (word == "--demo"_L1) {
            line.demo = true;
        } else if (word == "--help"_L1 || word == "-h"_L1) {
            line.mode = CommandLine::Mode::Help;
        } else if (word == "--version"_L1 || word == "-v"_L1) {
            line.mode = CommandLine::Mode::Version;
        } else if (word == "--right-to-left"_L1) {
            line.rightToLeft = true;
        } else if (word == "--check-backend"_L1 || word == "--tour"_L1) {
            line.mode =
                word == "--tour"_L1 ? CommandLine::Mode::Tour : CommandLine::Mode::CheckBackend;
            line.path = words.at(++i);
        } else if (word == "--appearance"_L1) {
            line.appearance = words.at(++i);
            if (!QStringList{u"system"_s, u"light"_s, u"dark"_s}.contains(line.appearance)) {
                return mistake(u"--appearance takes system, light or dark."_s);
            }
        } else if (word == "--size"_L1) {
            line.size = words.at(++i);
        } else if (word == "--scale"_L1) {
            line.scale = words.at(++i).toDouble();
            if (!(line.scale >= 0.5 && line.scale <= 4)) {
                return mistake(u"--scale takes a number from 0.5 to 4."_s);
            }
        } else {
            return mistake(u"\"%1\" is not an option. orgkeeper --help lists them."_s.arg(word));
        }
    }
    return line;
}

QString helpText()
{
    return u"orgkeeper [options]\n"
           "  --demo                 explore invented organizations; nothing leaves this computer\n"
           "  --check-backend FILE   check a description of a service; every problem with its "
           "line\n"
           "  --tour DIR             drive the window through the main job, write pictures\n"
           "  --appearance NAME      system, light or dark, for this run\n"
           "  --scale FACTOR         of the tour's pictures\n"
           "  --size WxH             of the tour's window\n"
           "  --right-to-left        mirror the window\n"
           "  --help, --version\n"_s;
}

} // namespace orgkeeper
