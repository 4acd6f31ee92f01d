// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Boost.JSON is compiled in, once and here, so that one package serves systems with several
// versions of the library.
#include <boost/json/src.hpp>
