# SPDX-License-Identifier: Apache-2.0
# Of the library kongdi_server; ../CMakeLists.txt is long enough.
set(push_sources
    push/encryption.cpp
    push/message.cpp
    push/offer.cpp
    push/p256.cpp
    push/post.cpp
    push/settings.cpp
    push/teller.cpp
    push/vapid.cpp
)
set(push_headers
    metrics/push_meter.hpp
    push/encryption.hpp
    push/message.hpp
    push/offer.hpp
    push/p256.hpp
    push/post.hpp
    push/settings.hpp
    push/teller.hpp
    push/vapid.hpp
)
