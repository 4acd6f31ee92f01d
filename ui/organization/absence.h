// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace orgkeeper {

class EmptyState;
class OpenOrganization;
struct Error;

/// Says why a part is not there. The first sentence of the reason is the title.
void fillAbsence(EmptyState *empty, const QString &iconName, const QString &reason,
                 const QString &more);

/// Says why a part could not be read, with a button that reads the organization again.
void fillProblem(EmptyState *empty, OpenOrganization *organization, const Error &error,
                 const QString &title, const QString &titleWhenForbidden);

} // namespace orgkeeper
