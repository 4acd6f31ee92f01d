// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "commandline.h"

#include <QObject>

#include <memory>

namespace orgkeeper {

class ChangeRunner;
class DemoService;
class MainWindow;
class RequestLog;

/// Builds the object graph, the only place that does, and takes it apart in reverse.
class Application : public QObject
{
    Q_OBJECT
public:
    explicit Application(const CommandLine &line);
    ~Application() override;

    /// Shows the window. False: settings or data folder cannot be used; problem() says why.
    bool start();
    [[nodiscard]] QString problem() const { return m_problem; }
    [[nodiscard]] MainWindow *window() const;
    /// Null until the demo was asked for.
    [[nodiscard]] DemoService *demo() const;
    /// What was changed in this run, and what was on the wire. Valid once start() was true.
    [[nodiscard]] ChangeRunner &runner() const;
    [[nodiscard]] const RequestLog &log() const;

private:
    void startDemo();
    void troubleDemo(bool trouble);
    struct Graph;
    CommandLine m_line;
    QString m_problem;
    std::unique_ptr<Graph> m_graph;
};

} // namespace orgkeeper
