#include "CRoostEmbedded.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char aws_cli_yml[] = {
#embed "../RoostCatalog/Resources/catalogue/aws-cli.yml"
};
static const unsigned char build_essential_yml[] = {
#embed "../RoostCatalog/Resources/catalogue/build-essential.yml"
};
static const unsigned char bun_yml[] = {
#embed "../RoostCatalog/Resources/catalogue/bun.yml"
};
static const unsigned char caddy_yml[] = {
#embed "../RoostCatalog/Resources/catalogue/caddy.yml"
};
static const unsigned char catalogue_yml[] = {
#embed "../RoostCatalog/Resources/catalogue/catalogue.yml"
};
static const unsigned char code_server_yml[] = {
#embed "../RoostCatalog/Resources/catalogue/code-server.yml"
};
static const unsigned char codemirror_assets_yml[] = {
#embed "../RoostCatalog/Resources/catalogue/codemirror-assets.yml"
};
static const unsigned char cuda_yml[] = {
#embed "../RoostCatalog/Resources/catalogue/cuda.yml"
};
static const unsigned char debian_yml[] = {
#embed "../RoostCatalog/Resources/catalogue/debian.yml"
};
static const unsigned char deno_yml[] = {
#embed "../RoostCatalog/Resources/catalogue/deno.yml"
};
static const unsigned char docker_yml[] = {
#embed "../RoostCatalog/Resources/catalogue/docker.yml"
};
static const unsigned char gh_yml[] = {
#embed "../RoostCatalog/Resources/catalogue/gh.yml"
};
static const unsigned char git_yml[] = {
#embed "../RoostCatalog/Resources/catalogue/git.yml"
};
static const unsigned char go_yml[] = {
#embed "../RoostCatalog/Resources/catalogue/go.yml"
};
static const unsigned char java_yml[] = {
#embed "../RoostCatalog/Resources/catalogue/java.yml"
};
static const unsigned char kubectl_yml[] = {
#embed "../RoostCatalog/Resources/catalogue/kubectl.yml"
};
static const unsigned char nginx_yml[] = {
#embed "../RoostCatalog/Resources/catalogue/nginx.yml"
};
static const unsigned char nodejs_yml[] = {
#embed "../RoostCatalog/Resources/catalogue/nodejs.yml"
};
static const unsigned char openssh_server_yml[] = {
#embed "../RoostCatalog/Resources/catalogue/openssh-server.yml"
};
static const unsigned char php_yml[] = {
#embed "../RoostCatalog/Resources/catalogue/php.yml"
};
static const unsigned char pnpm_yml[] = {
#embed "../RoostCatalog/Resources/catalogue/pnpm.yml"
};
static const unsigned char python_yml[] = {
#embed "../RoostCatalog/Resources/catalogue/python.yml"
};
static const unsigned char ruby_yml[] = {
#embed "../RoostCatalog/Resources/catalogue/ruby.yml"
};
static const unsigned char rust_yml[] = {
#embed "../RoostCatalog/Resources/catalogue/rust.yml"
};
static const unsigned char terraform_yml[] = {
#embed "../RoostCatalog/Resources/catalogue/terraform.yml"
};
static const unsigned char uv_yml[] = {
#embed "../RoostCatalog/Resources/catalogue/uv.yml"
};
static const unsigned char xterm_assets_yml[] = {
#embed "../RoostCatalog/Resources/catalogue/xterm-assets.yml"
};
static const unsigned char yarn_yml[] = {
#embed "../RoostCatalog/Resources/catalogue/yarn.yml"
};

#define FILE(name, bytes) {name, {bytes, sizeof bytes}}

static const struct {
  const char *name;
  struct roost_embedded_bytes text;
} files[] = {
    FILE("aws-cli.yml", aws_cli_yml),
    FILE("build-essential.yml", build_essential_yml),
    FILE("bun.yml", bun_yml),
    FILE("caddy.yml", caddy_yml),
    FILE("catalogue.yml", catalogue_yml),
    FILE("code-server.yml", code_server_yml),
    FILE("codemirror-assets.yml", codemirror_assets_yml),
    FILE("cuda.yml", cuda_yml),
    FILE("debian.yml", debian_yml),
    FILE("deno.yml", deno_yml),
    FILE("docker.yml", docker_yml),
    FILE("gh.yml", gh_yml),
    FILE("git.yml", git_yml),
    FILE("go.yml", go_yml),
    FILE("java.yml", java_yml),
    FILE("kubectl.yml", kubectl_yml),
    FILE("nginx.yml", nginx_yml),
    FILE("nodejs.yml", nodejs_yml),
    FILE("openssh-server.yml", openssh_server_yml),
    FILE("php.yml", php_yml),
    FILE("pnpm.yml", pnpm_yml),
    FILE("python.yml", python_yml),
    FILE("ruby.yml", ruby_yml),
    FILE("rust.yml", rust_yml),
    FILE("terraform.yml", terraform_yml),
    FILE("uv.yml", uv_yml),
    FILE("xterm-assets.yml", xterm_assets_yml),
    FILE("yarn.yml", yarn_yml),
};

static const size_t count = sizeof files / sizeof files[0];

size_t roost_embedded_catalogue_count(void) { return count; }

const char *roost_embedded_catalogue_name(size_t index) { return index < count ? files[index].name : NULL; }

struct roost_embedded_bytes roost_embedded_catalogue_text(size_t index) {
  struct roost_embedded_bytes absent = {NULL, 0};
  return index < count ? files[index].text : absent;
}
