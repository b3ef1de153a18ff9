#include "CRoostEmbedded.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char catalogue_yml[] = {
#embed "../RoostCatalog/Resources/catalogue/catalogue.yml"
};
static const unsigned char debian_yml[] = {
#embed "../RoostCatalog/Resources/catalogue/debian.yml"
};
static const unsigned char deno_yml[] = {
#embed "../RoostCatalog/Resources/catalogue/deno.yml"
};
static const unsigned char nodejs_yml[] = {
#embed "../RoostCatalog/Resources/catalogue/nodejs.yml"
};
static const unsigned char python_yml[] = {
#embed "../RoostCatalog/Resources/catalogue/python.yml"
};
static const unsigned char uv_yml[] = {
#embed "../RoostCatalog/Resources/catalogue/uv.yml"
};

#define FILE(name, bytes) {name, {bytes, sizeof bytes}}

static const struct {
  const char *name;
  struct roost_embedded_bytes text;
} files[] = {
    FILE("catalogue.yml", catalogue_yml),
    FILE("debian.yml", debian_yml),
    FILE("deno.yml", deno_yml),
    FILE("nodejs.yml", nodejs_yml),
    FILE("python.yml", python_yml),
    FILE("uv.yml", uv_yml),
};

static const size_t count = sizeof files / sizeof files[0];

size_t roost_embedded_catalogue_count(void) { return count; }

const char *roost_embedded_catalogue_name(size_t index) { return index < count ? files[index].name : NULL; }

struct roost_embedded_bytes roost_embedded_catalogue_text(size_t index) {
  struct roost_embedded_bytes absent = {NULL, 0};
  return index < count ? files[index].text : absent;
}
