// SPDX-License-Identifier: Apache-2.0
// All widgets, for screens.
#pragma once

#include "shell/widgets/buttons.hpp"
#include "shell/widgets/choices.hpp"
#include "shell/widgets/fields.hpp"
#include "shell/widgets/icon.hpp"
#include "shell/widgets/page.hpp"
#include "shell/widgets/reading.hpp"
#include "shell/widgets/semantics.hpp"
#include "shell/widgets/table.hpp"
#include "shell/widgets/theme.hpp"
#include "shell/widgets/words.hpp"
