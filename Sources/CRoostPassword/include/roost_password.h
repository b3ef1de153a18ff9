// Hashes of passwords, through libcrypt. No policy: the callers decide which forms they accept.
#ifndef ROOST_PASSWORD_H
#define ROOST_PASSWORD_H

#include <stdbool.h>
#include <stddef.h>

/// Whether `hash`, in the form of crypt(5), is that of `password`. Takes as long as the hash asks for, and as long
/// whichever byte differs.
bool roost_password_matches(const char *password, const char *hash);

/// Writes a new yescrypt hash of `password`, with random salt and the usual cost. False when libcrypt makes none.
bool roost_password_hash(const char *password, char *hash, size_t capacity);

/// Writes what crypt(3) makes of `password` with exactly this setting. False when libcrypt does not know it.
bool roost_password_apply(const char *password, const char *setting, char *hash, size_t capacity);

#endif
