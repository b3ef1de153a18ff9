import Testing

@testable import RoostCatalog

@Suite struct ListingTests {
  @Test(arguments: [
    (String(repeating: "aB", count: 32), FileSum.Algorithm.sha256), ("sha256:" + String(repeating: "01", count: 32), .sha256),
    (String(repeating: "f", count: 128), .sha512),
    ("sha1-x sha512-" + String(repeating: "A", count: 86) + "==", .sha512),
  ])
  func sumsAreRead(text: String, algorithm: FileSum.Algorithm) {
    let sum = FileSum(text)
    #expect(sum?.algorithm == algorithm)
    #expect(sum?.digits.allSatisfy { "0123456789abcdef".contains($0) } == true)
  }

  @Test(arguments: [
    "", "abc", String(repeating: "g", count: 64), "sha1-AAAA", "sha512-AAAA", String(repeating: "a", count: 40), "../x",
  ])
  func whatIsNoStrongSumIsNone(text: String) { #expect(FileSum(text) == nil) }

  @Test(arguments: [
    ("[].version", ["1", "2"]), ("[].files[name=b].sum", ["y"]), ("[].nothing", []), ("version", []),
  ])
  func pathsLeadToTexts(path: String, expected: [String]) throws {
    let text = #"[{"version":"1","files":[{"name":"a","sum":"x"}]},{"version":2,"files":[{"name":"b","sum":"y"}]}]"#
    let document = try JSONReader.read(text, file: "x")
    #expect(try #require(ListingPath(path)).texts(in: document) == expected)
  }

  @Test(arguments: ["[", "[=x]", "a..b", "a["])
  func brokenPathsAreNone(path: String) { #expect(ListingPath(path) == nil) }

  @Test func versionsAreWhatThePatternCatches() throws {
    let listing = VersionListing(url: "u", form: .json, key: "[].v", pattern: "^go([0-9.]+)$")
    let bytes = Array(#"[{"v":"go1.2"},{"v":"go1.3rc1"},{"v":"go1.2"},{"v":"go1.1"}]"#.utf8)
    #expect(try listing.versions(in: bytes) == ["1.2", "1.1"])
    #expect(throws: ListingFault.self) { try listing.versions(in: Array("<html>".utf8)) }
  }

  @Test func manyValuesAreRead() throws {
    let many = "[" + (0..<200_000).map { "\"\($0)\"" }.joined(separator: ",") + "]"
    #expect(try VersionListing(url: "u", form: .json, key: "[]").versions(in: Array(many.utf8)).count == 200_000)
  }

  @Test(arguments: [
    ("HASH  f.zip", true), ("HASH *f.zip", true), ("HASH  ./dir/f.zip", true), ("HASH  other-f.zip", false), ("HASH", false),
    ("f.zip HASH", false),
  ])
  func linesOfSumsAreFound(line: String, isFound: Bool) {
    let hash = String(repeating: "a", count: 64)
    let text = "0000  x\n" + line.replacing("HASH", with: hash) + "\n"
    let checksum = Checksum(url: "u", form: .shasums)
    let found = try? checksum.sum(of: "f.zip", in: Array(text.utf8)) { $0 }
    #expect((found?.digits == hash) == isFound)
  }

  @Test func weakSumsAreRefused() {
    let checksum = Checksum(url: "u", form: .single)
    #expect(throws: ListingFault.self) { try checksum.sum(of: "f", in: Array("d41d8cd98f00b204e9800998ecf8427e".utf8)) { $0 } }
    #expect(throws: ListingFault.self) { try checksum.sum(of: "f", in: []) { $0 } }
  }
}
