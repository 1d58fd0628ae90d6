# SPDX-License-Identifier: Apache-2.0
# Of the library kongdi_server; ../CMakeLists.txt is long enough.
set(oidc_sources
    oidc/attempt.cpp
    oidc/base64url.cpp
    oidc/discovery.cpp
    oidc/fetch.cpp
    oidc/id_token.cpp
    oidc/key_set.cpp
    oidc/provider.cpp
    oidc/settings.cpp
    handlers/account_links.cpp
    handlers/oidc.cpp
    handlers/oidc_page.cpp
)
set(oidc_headers
    oidc/attempt.hpp
    oidc/base64url.hpp
    oidc/discovery.hpp
    oidc/fetch.hpp
    oidc/id_token.hpp
    oidc/key_set.hpp
    oidc/provider.hpp
    oidc/settings.hpp
    handlers/account_links.hpp
    handlers/oidc.hpp
    handlers/oidc_page.hpp
)
