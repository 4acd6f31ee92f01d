// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QScrollArea>

class QGridLayout;

namespace orgkeeper {

class Actions;
class Catalogue;

/// What a person sees before there is an account: two ways in, what each service lets any program
/// do (read from the descriptions), and three promises.
class FirstStartPage : public QScrollArea
{
    Q_OBJECT
public:
    /// Neither is owned; both must outlive the page.
    FirstStartPage(const Catalogue *catalogue, Actions *actions, QWidget *parent);

private:
    QWidget *makeTitle();
    QWidget *makeChoices(Actions *actions);
    QWidget *makePromises();
    void fillServices();
    const Catalogue *m_catalogue;
    QWidget *m_services = nullptr;
};

} // namespace orgkeeper
