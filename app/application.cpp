// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "application.h"

#include "accountstore.h"
#include "catalogue.h"
#include "connections.h"
#include "demoservice.h"
#include "keychaintokenstore.h"
#include "mainwindow.h"
#include "requestlog.h"
#include "runner.h"
#include "runtokenstore.h"
#include "services.h"
#include "theme.h"
#include "workspace.h"

#include <QDir>
#include <QSettings>
#include <QStandardPaths>
#include <QTimer>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace orgkeeper {

namespace {

Scheme rememberedScheme(const QSettings &settings, const Theme &theme)
{
    const QString remembered = settings.value("window/scheme"_L1).toString();
    return remembered == "dark"_L1    ? Scheme::Dark
           : remembered == "light"_L1 ? Scheme::Light
                                      : theme.platformScheme();
}

Theme::Appearance appearanceNamed(const QString &name)
{
    return name == "dark"_L1    ? Theme::Appearance::Dark
           : name == "light"_L1 ? Theme::Appearance::Light
                                : Theme::Appearance::System;
}

} // namespace

// In the order of making; members go in reverse, so that nobody outlives what it was handed.
struct Application::Graph
{
    explicit Graph(const QString &folder)
        : settings(folder + "/orgkeeper.conf"_L1, QSettings::IniFormat)
        , theme(nullptr)
        , log(nullptr)
        , catalogue(folder + "/backends"_L1, nullptr)
        , accounts(&settings, nullptr)
        , keychain(nullptr)
        , forThisRun(nullptr)
        , connections(&accounts, &catalogue, &keychain, &forThisRun, &log, nullptr)
        , runner([this](const QString &id) { return connections.find(id); }, nullptr)
        , workspace(&connections, &runner, nullptr)
    {
    }

    QSettings settings;
    Theme theme;
    RequestLog log;
    Catalogue catalogue;
    AccountStore accounts;
    KeychainTokenStore keychain;
    RunTokenStore forThisRun;
    Connections connections;
    ChangeRunner runner;
    Workspace workspace;
    std::unique_ptr<DemoService> demo;
    std::unique_ptr<MainWindow> window;
};

Application::Application(const CommandLine &line)
    : QObject(nullptr)
    , m_line(line)
{
}

Application::~Application() = default;

MainWindow *Application::window() const
{
    return m_graph->window.get();
}

DemoService *Application::demo() const
{
    return m_graph->demo.get();
}

ChangeRunner &Application::runner() const
{
    return m_graph->runner;
}

const RequestLog &Application::log() const
{
    return m_graph->log;
}

bool Application::start()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation);
    if (!QDir().mkpath(folder)) {
        m_problem = tr("The folder %1 cannot be made, so accounts and settings cannot be kept. "
                       "Make it, or make it writable, and start again.")
                        .arg(folder);
        return false;
    }
    m_graph = std::make_unique<Graph>(folder);
    Graph &graph = *m_graph;
    const QString appearance = m_line.appearance.isEmpty()
                                   ? graph.settings.value("window/appearance"_L1).toString()
                                   : m_line.appearance;
    graph.theme.setAppearance(appearanceNamed(appearance));
    graph.theme.putOn(rememberedScheme(graph.settings, graph.theme));

    Services services;
    services.settings = &graph.settings;
    services.theme = &graph.theme;
    services.catalogue = &graph.catalogue;
    services.accounts = &graph.accounts;
    services.keychain = &graph.keychain;
    services.forThisRun = &graph.forThisRun;
    services.connections = &graph.connections;
    services.runner = &graph.runner;
    services.workspace = &graph.workspace;
    graph.window = std::make_unique<MainWindow>(services);
    connect(graph.window.get(), &MainWindow::demoWanted, this, &Application::startDemo);
    connect(graph.window.get(), &MainWindow::demoTroubleWanted, this, &Application::troubleDemo);
    graph.window->show();
    // After the first paint: neither the desktop portal nor the demo delays the window.
    QTimer::singleShot(0, this, [this] {
        m_graph->theme.watchDesktop();
        if (m_line.demo) {
            startDemo();
        }
    });
    return true;
}

void Application::startDemo()
{
    Graph &graph = *m_graph;
    if (graph.demo) {
        graph.window->showAccount(graph.connections.accounts().constLast().id);
        return;
    }
    graph.demo = std::make_unique<DemoService>();
    if (!graph.demo->start()) {
        graph.window->say(tr("The demo cannot run: %1. It needs a free port on this computer.")
                              .arg(graph.demo->errorString()));
        graph.demo.reset();
        return;
    }
    QString first;
    for (const DemoAccount &offered : graph.demo->accounts()) {
        Account account;
        account.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
        account.label = offered.label;
        account.backend = offered.backendId;
        account.baseUrl = offered.baseUrl;
        account.environment = environmentNamed(offered.environment).value_or(Environment::Normal);
        account.demo = true;
        graph.forThisRun.write(account.id, {{u"token"_s, QString::fromLatin1(offered.token)}},
                               this);
        graph.connections.addDemo(account);
        first = first.isEmpty() ? account.id : first;
    }
    graph.window->showDemoRunning();
    graph.window->showAccount(first);
}

void Application::troubleDemo(bool trouble)
{
    if (!m_graph->demo) {
        return;
    }
    m_graph->demo->setFaults(trouble ? Faults::stormy() : Faults());
}

} // namespace orgkeeper
