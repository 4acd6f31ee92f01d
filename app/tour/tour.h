// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QString>
#include <QTimer>

#include <functional>
#include <vector>

class QWidget;

namespace orgkeeper {

class Application;
class MainWindow;

/// Drives the real window through the main job, as a person would: keys and clicks on its widgets,
/// found by name. Writes a numbered picture of each step and ends the program: 0 when every step
/// came to its end, 1 with the step's name on stderr when one did not within 30 seconds.
class Tour : public QObject
{
    Q_OBJECT
public:
    /// The application is not owned and must outlive the tour.
    Tour(Application *application, const QString &folder);

    void begin();

private:
    struct Step
    {
        QString name; ///< of the picture; empty: no picture
        std::function<void()> act;
        std::function<bool()> isDone; ///< asked every few milliseconds
    };
    void add(const QString &name, std::function<void()> act, std::function<bool()> isDone);
    void addBrowsing();
    void addCreating();
    void addMembers();
    void addOtherService();
    void next();
    void wait();
    void takePicture(const QString &name);
    void fail(const QString &why);

    // what steps look at
    [[nodiscard]] MainWindow *window() const;
    [[nodiscard]] bool isSettled(int matching) const;
    [[nodiscard]] bool isAdmin(const QString &member, bool wanted) const;
    [[nodiscard]] int memberRow(const QString &member) const;
    void clickAdmin(const QString &member);
    void openAccount(const QString &label);
    [[nodiscard]] bool isListRead(const QString &label) const;

    Application *m_application;
    QString m_folder;
    std::vector<Step> m_steps;
    std::size_t m_current = 0;
    int m_pictures = 0;
    QTimer m_timer;
    QElapsedTimer m_waiting;
};

} // namespace orgkeeper
