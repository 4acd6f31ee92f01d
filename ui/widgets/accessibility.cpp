// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "accessibility.h"

#include "progressline.h"
#include "strip.h"

#include <QAccessible>
#include <QAccessibleWidget>

namespace orgkeeper {
namespace {

QAccessibleInterface *interfaceFor(const QString &className, QObject *object)
{
    Q_UNUSED(className)
    if (auto *strip = qobject_cast<Strip *>(object))
        return new QAccessibleWidget(strip, QAccessible::AlertMessage);
    if (auto *line = qobject_cast<ProgressLine *>(object))
        return new QAccessibleWidget(line, QAccessible::ProgressBar);
    return nullptr;
}

} // namespace

void installAccessibility()
{
    QAccessible::installFactory(interfaceFor);
}

} // namespace orgkeeper
