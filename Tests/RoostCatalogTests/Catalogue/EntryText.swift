/// A complete entry of the catalogue, whose parts tests exchange for bad ones.
enum EntryText {
  static let deno = """
    schema: roost.runtime/1
    id: deno
    title: Our own Deno
    kind: tool
    scheme: semver
    default: latest
    channels: {latest: newest, lts: "2"}
    requires: [debian]
    sources:
      - wheel:
          package: deno
          subtree: bin
          destination: usr
          links: {bin/a: b}
          version-map: {take: 3, drop-suffix: rc0}
      - untested: true
        archive:
          url: https://dl.example.org/v{version}/deno-{arch}.zip
          form: zip
          architectures: {x86_64: x64}
          versions: {url: "https://dl.example.org/list", form: text, pattern: '^v(.+)$'}
          checksum: {url: "{url}.sha256sum", form: single}
          signature: {url: "{checksums}.asc", keyring: deno}
          strip: 1
          destination: usr/local
          mirror: ROOST_DENO_MIRROR
    host:
      packages: {brew: ["deno@{major}"], apt: [deno]}
      version-of: {apt: deno}
      services: [deno.service]
      keeps: [/etc/deno]
    conflicts:
      packages: {apt: [deno-old]}
      ports: [{port: 80, severity: error}]
      files: [/usr/bin/deno]
      services: [deno.service]
      capabilities: [http-server]
      runtimes: [nodejs]
    capabilities: [edge-functions]
    support: [{versions: "2", phase: lts, until: 2028-04-30}]
    setup: [{run: [touch, now]}]
    users: [{name: deno, number: 105, home: /run/deno}]
    estimate: {disk-mb: 1}
    detect: [{file: .deno-version, form: line}]
    verify:
      - {run: [deno], matches: '^deno'}
    """
}
