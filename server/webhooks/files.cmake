# SPDX-License-Identifier: Apache-2.0
# Of the library kongdi_server; ../CMakeLists.txt is long enough.
set(webhooks_sources
    auth/signature.cpp
    webhooks/messenger.cpp
    webhooks/notice.cpp
    webhooks/post.cpp
    webhooks/settings.cpp
)
set(webhooks_headers
    auth/signature.hpp
    metrics/webhook_meter.hpp
    webhooks/messenger.hpp
    webhooks/notice.hpp
    webhooks/post.hpp
    webhooks/settings.hpp
)
