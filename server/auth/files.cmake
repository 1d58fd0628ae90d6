# SPDX-License-Identifier: Apache-2.0
# Of the library kongdi_server; ../CMakeLists.txt is long enough.
set(auth_sources
    auth/login_throttle.cpp
    auth/password.cpp
    auth/password_rules.cpp
    auth/server_key.cpp
    auth/totp.cpp
)
set(auth_headers
    auth/demo_accounts.hpp
    auth/login_throttle.hpp
    auth/password.hpp
    auth/password_rules.hpp
    auth/server_key.hpp
    auth/totp.hpp
)
