import RoostModel
import Testing

@testable import RoostCatalog

@Suite struct VersionSelectorTests {
  private let channels = Channels(["latest": .newest, "lts": .versions("24"), "lts/jod": .versions("22")])
  private let available = ["26.1.0rc0", "24.19.0", "24.2.0", "22.20.0", "22.9.1", "20.18.0", "nonsense"]

  private func pick(_ text: String, installed: [String] = []) throws -> String? {
    try VersionSelector(text, scheme: .semver, channels: channels).pick(available: available, installed: installed)
  }

  @Test(arguments: [
    ("22", "22.20.0"), ("22.9", "22.9.1"), ("22.9.1", "22.9.1"), ("v24.2.0", "24.2.0"), ("^22.3", "22.20.0"),
    ("~22.9.0", "22.9.1"),
    (">=18 <23", "22.20.0"), ("20 || 22", "22.20.0"), ("20.x", "20.18.0"), ("*", "24.19.0"), ("latest", "24.19.0"),
    ("LTS", "24.19.0"),
    ("lts/jod", "22.20.0"), ("20 - 22", "22.20.0"), (">= 20 , < 24", "22.20.0"), ("^26.1.0rc0", "26.1.0rc0"),
  ])
  func picksTheHighestThatFits(_ text: String, _ expected: String) throws {
    #expect(try pick(text) == expected)
  }

  @Test func anInstalledVersionThatFitsIsEnough() throws {
    #expect(try pick("22", installed: ["22.9.1", "20.18.0"]) == "22.9.1")
    #expect(try pick("lts", installed: ["24.2.0"]) == "24.2.0")
  }

  @Test func theNewestIsNotMerelyTheNewestInstalled() throws {
    let selector = try VersionSelector("latest", scheme: .semver, channels: channels)
    #expect(selector.asksForNewest)
    #expect(selector.pick(available: available, installed: ["22.20.0"]) == "24.19.0")
    #expect(selector.pick(available: [], installed: ["22.20.0"]) == "22.20.0")
    #expect(try !VersionSelector("lts", scheme: .semver, channels: channels).asksForNewest)
  }

  @Test func nothingFitsIsNothing() throws {
    #expect(try pick("18") == nil)
    #expect(try pick("26") == nil, "a pre-release is not taken unless it is named")
  }

  @Test func pythonTakesAPreReleaseWhenNothingElseFits() throws {
    let selector = try VersionSelector(">=3.13.5", scheme: .pep440)
    #expect(selector.pick(available: ["3.14.0rc1", "3.13.1"], installed: []) == "3.14.0rc1")
    #expect(selector.pick(available: ["3.14.0rc1", "3.14.0"], installed: []) == "3.14.0")
  }

  @Test(arguments: [
    ("3", true), ("3.11", true), ("3.1", false), (">=3.9", true), ("~=3.9", true), ("~=3.9.1", false), ("==3.11.*", true),
    (">=3.9,<3.13", true), ("^3.9", true), ("~3.11", true), ("3.11.2", true), ("==3.11", false), ("!=3.11.*", false),
    (">=3.9,!=3.11.2", false),
  ])
  func pythonSelectors(_ text: String, _ fits: Bool) throws {
    #expect(try VersionSelector(text, scheme: .pep440).matches("3.11.2") == fits)
  }

  @Test(arguments: [("12", true), ("12.5", true), ("12.4", false), (">=12", true), ("<13", true), ("11", false)])
  func debianSelectors(_ text: String, _ fits: Bool) throws {
    #expect(try VersionSelector(text, scheme: .debian).matches("12.5") == fits)
  }

  @Test(arguments: ["", "  ", ">=", "abc", "1..2", "1.2.3.x-", "||", "1 ||", "lts/unknown", "99999999999", "~=x y z", "1.x.2rc"])
  func whatIsNoSelectorIsAFault(_ text: String) {
    #expect(throws: SelectorFault.self) { try VersionSelector(text, scheme: .semver, channels: channels) }
  }

  @Test func ordersNewestFirstWithoutLosingAny() {
    #expect(
      VersionScheme.semver.newestFirst(["22.9.1", "nonsense", "22.20.0", "22.20.0-rc.1"]) == [
        "22.20.0", "22.20.0-rc.1", "22.9.1", "nonsense",
      ])
  }

  @Test func finalVersionsAreOffered() {
    #expect(VersionScheme.semver.toOffer(["22.9.1", "26.7.0rc0", "26.2.0-rc.1", "24.1.0"]) == ["24.1.0", "22.9.1"])
    #expect(VersionScheme.pep440.toOffer(["1.0rc1", "1.0rc2"]) == ["1.0rc2", "1.0rc1"])
  }

  @Test func theUpstreamOfAPackageVersion() {
    #expect(DebsSource.upstreamVersion(of: "3.11.2-6+deb12u6") == "3.11.2")
    #expect(DebsSource.upstreamVersion(of: "1:2.4~rc1-1") == "2.4~rc1")
  }
}
