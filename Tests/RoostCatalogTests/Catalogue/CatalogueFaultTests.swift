import RoostModel
import SystemPackage
import Testing

@testable import RoostCatalog

/// Whatever the installer could not rely on is refused when the catalogue is loaded, with its place.
@Suite struct CatalogueFaultTests {
  @Test(arguments: [
    ("kind: tool", "knid: tool", ":4:1: unknown key 'knid'; did you mean 'kind'?"),
    ("scheme: semver", "scheme: roman", ":5:9: scheme: 'roman' is none of semver, pep440, debian"),
    ("package: deno", "package: --index-url=http", ":11:16: package: '--index-url=http' is not a plain name"),
    ("destination: usr\n", "destination: ../usr\n", ":13:20: destination: '../usr' is not a path inside the layer"),
    ("bin/a: b", "bin/a: ../../../etc/passwd", ":14:14: links: 'bin/a' -> '../../../etc/passwd' leaves the layer"),
    ("take: 3", "take: 3.5", "take: expected how many components count"),
    ("matches: '^deno'", "matches: '(deno'", "matches: not a regular expression"),
    ("schema: roost.runtime/1", "schema: roost.runtime/2", ":1:9: schema: this version of Roost reads"),
    ("schema: roost.runtime/1\n", "", ":1:1: schema: is missing"),
    ("id: deno", "id: Deno_2", ":2:5: id: 'Deno_2' is not a name"),
    ("requires: [debian]", "requires: [solaris]", "deno names solaris in `requires`, which is not in the catalogue"),
    ("runtimes: [nodejs]", "runtimes: [solaris]", "deno names solaris in `conflicts.runtimes`"),
    ("default: latest", "default: newestest", ":6:10: default: 'newestest'"),
    ("estimate: {disk-mb: 1}", "estimate: {disk-mb: many}", "disk-mb: expected a number, found 'many'"),
    (
      "default: latest", "default: 3.10", ":6:10: default: 3.10 is a number to YAML, which takes 3.10 for 3.1: quote it, \"3.10\""
    ),
    ("default: latest", "default: 22", ":6:10: default: 22 is a number to YAML"),
    ("lts: \"2\"", "lts: 2.10", "channels.lts: 2.10 is a number to YAML"),
    ("versions: \"2\"", "versions: 3.10", "versions: 3.10 is a number to YAML"),
    ("until: 2028-04-30", "until: 2028-13-30", "until: '2028-13-30' is no day"),
    ("phase: lts", "phase: golden", "phase: 'golden' is none of current, active, lts, maintenance, eol"),
  ])
  func aBrokenValueNamesItsPlace(_ good: String, _ bad: String, _ expected: String) throws {
    try expect(good, bad, expected)
  }

  @Test(arguments: [
    ("- wheel:", "- wheal:", ":10:5: unknown key 'wheal'; did you mean 'wheel'?"),
    ("- untested: true", "- oci: {}\n    untested: true", "sources: expected exactly one of wheel, debs, base, archive, oci"),
    ("sources:", "source:", "expected a table of keys, found a list"),
    ("untested: true", "untested: perhaps", "untested: expected true or false, found a text"),
    ("https://dl.example.org/v", "http://dl.example.org/v", "is not protected on its way: only https:// is accepted"),
    ("https://dl.example.org/v", "file:///etc/v", "does not begin with https://"),
    ("https://dl.example.org/v", "https://user@dl.example.org/v", "'user@dl.example.org' is no host"),
    ("https://dl.example.org/list", "https://dl.example.org/{version}", "{version} is none of {arch}, {os}"),
    ("-{arch}.zip", "-{cpu}.zip", "{cpu} is none of {version}, {arch}, {os}"),
    ("\"{url}.sha256sum\"", "\"{ulr}.sha256sum\"", "{ulr} is none of"),
    ("form: zip", "form: rar", "form: 'rar' is none of tar.gz, tar.xz, tar.zst, zip, program"),
    ("x86_64: x64", "vax: x64", "architectures: 'vax' is none of x86_64, aarch64"),
    (", pattern: '^v(.+)$'", "", "pattern: is missing: form 'text' needs one"),
    ("'^v(.+)$'", "'^v.+$'", "pattern: has no group"),
    ("'^v(.+)$'", "'^v(?:.+)$'", "pattern: has no group"),
    ("strip: 1", "strip: -1", "strip: expected how many leading directories"),
    ("mirror: ROOST_DENO_MIRROR", "mirror: LD_PRELOAD", "mirror: 'LD_PRELOAD' is no ROOST_..._MIRROR"),
    ("keyring: deno", "keyring: ../deno", "keyring: '../deno' is not a plain name"),
    ("      checksum: {url: \"{url}.sha256sum\", form: single}\n", "", "checksum: is missing: what cannot be checked"),
    ("apt: [deno]", "apt: [-deno]", "apt: '-deno' is not a plain name"),
    ("brew: [", "pacman: [", "unknown key 'pacman'"),
    ("keeps: [/etc/deno]", "keeps: [/etc/../deno]", "keeps: '/etc/../deno' is not an absolute path"),
    ("port: 80", "port: 70000", "port: expected a port, 1 to 65535"),
    ("severity: error", "severity: fatal", "severity: 'fatal' is none of warning, error"),
    ("run: [touch, now]", "run: [-c, now]", "run: is missing"),
    ("number: 105", "number: 0", "number: expected 100 to 999"),
    ("home: /run/deno", "home: '/run:0:0'", "home: expected one absolute path"),
    ("file: .deno-version", "file: ../../etc/passwd", "file: '../../etc/passwd' is not a path inside the layer"),
    ("capabilities: [edge-functions]", "capabilities: [Edge functions]", "capabilities: 'Edge functions' is not a name"),
    ("  - {run: [deno], matches: '^deno'}", "  []", "verify: needs at least one step"),
  ])
  func aBrokenSourceOrRuleNamesItsPlace(_ good: String, _ bad: String, _ expected: String) throws {
    try expect(good, bad, expected)
  }

  private func expect(_ good: String, _ bad: String, _ expected: String) throws {
    #expect(EntryText.deno.contains(good))
    try TemporaryTree.with(["deno.yml": EntryText.deno]) { directory in _ = try Catalogue.load(extraDirectory: directory) }
    try TemporaryTree.with(["deno.yml": EntryText.deno.replacing(good, with: bad, maxReplacements: 1)]) { directory in
      let problem = #expect(throws: Problem.self) { try Catalogue.load(extraDirectory: directory) }
      #expect(problem?.code == .catalogueInvalid)
      #expect(problem?.message.contains(expected) == true, "\(problem?.message ?? "")")
      #expect(problem?.message.contains("deno.yml:") == true)
    }
  }
}
