// SPDX-License-Identifier: Apache-2.0
// Downloads are made by threads that stand back: a processor is theirs as long as nobody sends or
// looks at anything.
#pragma once

#include <functional>
#include <memory>

#include "server/handlers/download.hpp"

namespace kongdi::server {

/// Runs it on a thread that stands back, and returns when it is done. Threads that it starts stand
/// back, too.
void run_quietly(const std::function<void()>& work);

/// The same pieces, made ahead by such a thread while those before are sent.
std::unique_ptr<Download> quiet_download(std::unique_ptr<Download> download);

}  // namespace kongdi::server
