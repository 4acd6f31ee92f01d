// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "absence.h"

#include "emptystate.h"
#include "openorganization.h"

#include <QCoreApplication>
#include <QPushButton>

namespace orgkeeper {

void fillAbsence(EmptyState *empty, const QString &iconName, const QString &reason,
                 const QString &more)
{
    const qsizetype end = reason.indexOf(QLatin1StringView(". "));
    const QString title = end < 0 ? reason : reason.left(end);
    const QString rest = end < 0 ? QString() : reason.mid(end + 2);
    empty->setContent(iconName, Ink::Muted, title.endsWith(u'.') ? title.chopped(1) : title,
                      QString(rest + u' ' + more).trimmed());
}

void fillProblem(EmptyState *empty, OpenOrganization *organization, const Error &error,
                 const QString &title, const QString &titleWhenForbidden)
{
    const bool forbidden = error.kind == Error::Kind::Forbidden;
    empty->setContent(forbidden ? QStringLiteral("ban") : QStringLiteral("circle-alert"), Ink::Warn,
                      forbidden ? titleWhenForbidden : title,
                      sentence(error, organization->connection()->description()->name));
    QPushButton *const again = empty->addButton(QCoreApplication::translate("Absence", "Try again"),
                                                QStringLiteral("refresh-cw"));
    QObject::connect(again, &QPushButton::clicked, organization, &OpenOrganization::read);
}

} // namespace orgkeeper
