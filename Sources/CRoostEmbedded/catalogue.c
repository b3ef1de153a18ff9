#include "CRoostEmbedded.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char debian[] = {
#embed "../RoostCatalog/Resources/catalogue/debian.yml"
};
static const unsigned char deno[] = {
#embed "../RoostCatalog/Resources/catalogue/deno.yml"
};
static const unsigned char nodejs[] = {
#embed "../RoostCatalog/Resources/catalogue/nodejs.yml"
};
static const unsigned char python[] = {
#embed "../RoostCatalog/Resources/catalogue/python.yml"
};
static const unsigned char uv[] = {
#embed "../RoostCatalog/Resources/catalogue/uv.yml"
};

static const struct {
  const char *name;
  struct roost_embedded_bytes text;
} files[] = {
    {"debian.yml", {debian, sizeof debian}}, {"deno.yml", {deno, sizeof deno}}, {"nodejs.yml", {nodejs, sizeof nodejs}},
    {"python.yml", {python, sizeof python}}, {"uv.yml", {uv, sizeof uv}},
};

static const size_t count = sizeof files / sizeof files[0];

size_t roost_embedded_catalogue_count(void) { return count; }

const char *roost_embedded_catalogue_name(size_t index) { return index < count ? files[index].name : NULL; }

struct roost_embedded_bytes roost_embedded_catalogue_text(size_t index) {
  struct roost_embedded_bytes absent = {NULL, 0};
  return index < count ? files[index].text : absent;
}
