// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tour.h"

#include "application.h"
#include "mainwindow.h"
#include "tablemodel.h"

#include <QApplication>
#include <QDialog>
#include <QDir>
#include <QPainter>
#include <QTableView>
#include <QTextStream>

using namespace Qt::StringLiterals;

namespace orgkeeper {

namespace {

constexpr int pollMs = 20;
constexpr int paintMs = 350; ///< for what is shown late on purpose (progress, details)
constexpr int longestStepMs = 30000;

} // namespace

Tour::Tour(Application *application, const QString &folder)
    : QObject(nullptr)
    , m_application(application)
    , m_folder(folder)
{
    m_timer.setInterval(pollMs);
    connect(&m_timer, &QTimer::timeout, this, &Tour::wait);
    addBrowsing();
    addCreating();
    addMembers();
    addOtherService();
}

void Tour::begin()
{
    if (!QDir().mkpath(m_folder)) {
        fail(u"the folder %1 cannot be made"_s.arg(m_folder));
        return;
    }
    QTimer::singleShot(0, this, &Tour::next);
}

void Tour::add(const QString &name, std::function<void()> act, std::function<bool()> isDone)
{
    m_steps.push_back({name, std::move(act), std::move(isDone)});
}

void Tour::next()
{
    if (m_current == m_steps.size()) {
        QTextStream(stdout) << m_pictures << " pictures in " << m_folder << '\n';
        window()->close();
        QCoreApplication::exit(0);
        return;
    }
    m_waiting.start();
    m_steps[m_current].act();
    m_timer.start();
}

void Tour::wait()
{
    const Step &step = m_steps[m_current];
    if (!step.isDone()) {
        if (m_waiting.elapsed() > longestStepMs) {
            m_timer.stop();
            takePicture(u"where-it-stopped"_s);
            fail(u"the step \"%1\" did not come to its end"_s.arg(step.name));
        }
        return;
    }
    m_timer.stop();
    QTimer::singleShot(paintMs, this, [this, name = step.name] {
        if (!name.isEmpty()) {
            takePicture(name);
        }
        ++m_current;
        next();
    });
}

// The window with the dialogs over it, where a person sees them.
void Tour::takePicture(const QString &name)
{
    QPixmap picture = window()->grab();
    QPainter painter(&picture);
    for (QWidget *const widget : QApplication::topLevelWidgets()) {
        if (auto *const dialog = qobject_cast<QDialog *>(widget); dialog && dialog->isVisible()) {
            const QPoint at((window()->width() - dialog->width()) / 2,
                            (window()->height() - dialog->height()) / 3);
            painter.fillRect(QRect(at, dialog->size()).adjusted(-1, -1, 1, 1),
                             dialog->palette().color(QPalette::Dark));
            painter.drawPixmap(at, dialog->grab());
        }
    }
    painter.end();
    const QString file = u"%1/%2-%3.png"_s.arg(
        m_folder, QString::number(++m_pictures).rightJustified(2, u'0'), name);
    if (!picture.save(file)) {
        fail(u"%1 cannot be written"_s.arg(file));
    }
}

void Tour::fail(const QString &why)
{
    QTextStream(stderr) << "The tour stopped: " << why << ".\n";
    QCoreApplication::exit(1);
}

MainWindow *Tour::window() const
{
    return m_application->window();
}

} // namespace orgkeeper
