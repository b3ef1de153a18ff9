#include "roost_password.h"

#include <crypt.h>
#include <stdlib.h>
#include <string.h>

// What crypt_r leaves behind holds the password.
static void forget(struct crypt_data *data) {
  explicit_bzero(data, sizeof *data);
  free(data);
}

static bool equal(const char *left, const char *right) {
  size_t length = strlen(left);
  if (length != strlen(right)) return false;
  unsigned char difference = 0;
  for (size_t index = 0; index < length; index += 1) {
    difference |= (unsigned char)((unsigned char)left[index] ^ (unsigned char)right[index]);
  }
  return difference == 0;
}

bool roost_password_matches(const char *password, const char *hash) {
  struct crypt_data *data = calloc(1, sizeof *data);
  if (data == NULL) return false;
  const char *made = crypt_r(password, hash, data);
  // A failure is a text that begins with a star, or none.
  bool matches = made != NULL && made[0] != '*' && equal(made, hash);
  forget(data);
  return matches;
}

bool roost_password_apply(const char *password, const char *setting, char *hash, size_t capacity) {
  struct crypt_data *data = calloc(1, sizeof *data);
  if (data == NULL) return false;
  const char *made = crypt_r(password, setting, data);
  bool fits = made != NULL && made[0] != '*' && strlen(made) < capacity;
  if (fits) memcpy(hash, made, strlen(made) + 1);
  forget(data);
  return fits;
}

bool roost_password_hash(const char *password, char *hash, size_t capacity) {
  char setting[CRYPT_GENSALT_OUTPUT_SIZE];
  if (crypt_gensalt_rn("$y$", 0, NULL, 0, setting, (int)sizeof setting) == NULL) return false;
  return roost_password_apply(password, setting, hash, capacity);
}
