import Glibc
import RoostModel
import SystemPackage
import Testing

@testable import RoostCatalog

/// The shipped catalogue and a directory of this machine become one.
@Suite struct CatalogueLoadingTests {
  @Test func everythingAnEntryStatesIsRead() throws {
    let entry = try load(["deno.yml": EntryText.deno]).requireEntry(named: "deno")
    #expect(entry.sources.map(\.untested) == [false, true])
    guard case .wheel(let wheel)? = entry.source, case .archive(let archive) = entry.sources[1].source else {
      Issue.record("wrong sources: \(entry.sources)")
      return
    }
    #expect(wheel.versionMap == WheelVersionMap(take: 3, dropSuffix: "rc0"))
    #expect(archive.form == .zip && archive.architectures == ["x86_64": "x64"] && archive.strip == 1)
    #expect(archive.versions == VersionListing(url: "https://dl.example.org/list", form: .text, pattern: "^v(.+)$"))
    #expect(archive.checksum == Checksum(url: "{url}.sha256sum", form: .single))
    #expect(archive.signature == Signature(url: "{checksums}.asc", keyring: "deno"))
    #expect(archive.mirrorVariable == "ROOST_DENO_MIRROR" && archive.destination == "usr/local")
    #expect(entry.capabilities == ["edge-functions"] && entry.setup == [SetupStep(run: ["touch", "now"])])
    #expect(entry.users == [SystemUser(name: "deno", number: 105, home: "/run/deno")])
    #expect(entry.support == [SupportPhase(versions: "2", phase: .lts, until: "2028-04-30")])
  }

  @Test func rulesForTheHostAreRead() throws {
    let entry = try load(["deno.yml": EntryText.deno]).requireEntry(named: "deno")
    #expect(entry.host?.names == [.brew: ["deno@{major}"], .apt: ["deno"]] && entry.host?.versionOf == [.apt: "deno"])
    #expect(entry.host?.services == ["deno.service"] && entry.host?.keeps == ["/etc/deno"])
    #expect(entry.conflicts.packages == [.apt: ["deno-old"]] && entry.conflicts.files == ["/usr/bin/deno"])
    #expect(entry.conflicts.ports == [PortClaim(port: 80, severity: .error)])
    #expect(entry.conflicts.capabilities == ["http-server"] && entry.conflicts.runtimes.map(\.text) == ["nodejs"])
  }

  @Test func entriesOfADirectoryReplaceOthersByIdentifier() throws {
    let shipped = try Catalogue.load(extraDirectory: nil).entries.count
    let catalogue = try load(["deno.yml": EntryText.deno, "notes.txt": "", "deeper/x.yml": "nonsense"])
    #expect(catalogue.entries.count == shipped)
    #expect(try catalogue.requireEntry(named: "deno").title == "Our own Deno")
  }

  @Test func aDirectoryThatDoesNotExistIsEmpty() throws {
    let shipped = try Catalogue.load(extraDirectory: nil).entries
    #expect(try Catalogue.load(extraDirectory: "/nonexistent/catalogue.d").entries == shipped)
  }

  @Test func twoFilesOfOneRuntimeAreRefused() {
    expect("b.yml: a.yml describes deno too", ["a.yml": EntryText.deno, "b.yml": EntryText.deno])
  }

  @Test func anAliasBelongsToOneEntry() {
    let aliased = EntryText.deno.replacing("kind: tool", with: "kind: tool\naliases: [node]")
    expect("nodejs.yml: the alias 'node' of nodejs is also a name of deno, in deno.yml", ["deno.yml": aliased])
    let named = EntryText.deno.replacing("kind: tool", with: "kind: tool\naliases: [python]")
    expect("deno.yml: the alias 'python' of deno is also a name of python, in python.yml", ["deno.yml": named])
  }

  @Test func aCircleOfRequirementsIsRefusedWithItsFiles() {
    let other = EntryText.deno.replacing("id: deno", with: "id: other").replacing("[debian]", with: "[deno]")
    let deno = EntryText.deno.replacing("requires: [debian]", with: "requires: [other]")
    expect("deno requires itself: deno (", ["deno.yml": deno, "other.yml": other])
    expect("other.yml) -> deno (", ["deno.yml": deno, "other.yml": other])
    expect(
      "deno requires itself: deno (", ["deno.yml": EntryText.deno.replacing("requires: [debian]", with: "requires: [deno]")])
  }

  @Test func whatIsNotReadIsTold() throws {
    expect("is larger than 1024 KiB", ["a.yml": String(repeating: "#", count: 2 << 20)])
    let problem = try TemporaryTree.with([:]) { directory in
      #expect(symlink("/etc/passwd", directory.appending("a.yml").string) == 0)
      return #expect(throws: Problem.self) { try Catalogue.load(extraDirectory: directory) }
    }
    #expect(problem?.code == .catalogueInvalid && problem?.message.contains("/a.yml cannot be read") == true)
  }

  private func load(_ files: [String: String]) throws -> Catalogue {
    try TemporaryTree.with(files) { try Catalogue.load(extraDirectory: $0) }
  }

  private func expect(_ expected: String, _ files: [String: String]) {
    let problem = #expect(throws: Problem.self) { try load(files) }
    let message = problem?.message.split(separator: " ").map { String($0.split(separator: "/").last ?? $0) }.joined(
      separator: " ")
    #expect(problem?.code == .catalogueInvalid)
    #expect(problem?.message.contains(expected) == true || message?.contains(expected) == true, "\(problem?.message ?? "")")
  }
}
