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
    let node = ["22.9.1", "24.1.0", "26.7.0-rc.1", "24.19.0", "22.20.0"]
    #expect(VersionScheme.semver.newestOfEachLine(node) == ["24.19.0", "22.20.0"])
    #expect(VersionScheme.semver.newestOfEachLine(["1.27.3", "1.26.1", "1.27.1"]) == ["1.27.3", "1.26.1"])
    #expect(VersionScheme.semver.newestOfEachLine([]) == [])
  }

  @Test func theUpstreamOfAPackageVersion() {
    #expect(DebsSource.upstreamVersion(of: "3.11.2-6+deb12u6") == "3.11.2")
    #expect(DebsSource.upstreamVersion(of: "1:2.4~rc1-1") == "2.4~rc1")
    #expect(DebsSource.upstreamVersion(of: "1.63.0+dfsg1-2") == "1.63.0")
    #expect(DebsSource.upstreamVersion(of: "1.20.5+really1.20.2-1.1+deb12u1") == "1.20.2")
    #expect(DebsSource.upstreamVersion(of: "17.0.21+9-1~deb12u1") == "17.0.21+9")
  }

  @Test(arguments: [
    (VersionScheme.ruby, "~> 3.2", "3.9.0", true), (.ruby, "~> 3.2", "4.0.0", false), (.ruby, "~> 3.2.1", "3.3.0", false),
    (.ruby, "3.2.2p53", "3.2.2", true), (.ruby, ">= 3.1, < 3.4", "3.3.9", true),
    (.ruby, "3.4.0-preview1", "3.4.0.preview1", true),
    (.ruby, "3.4", "3.4.0-rc1", false), (.composer, "~8.1", "8.9.0", true), (.composer, "~8.1.2", "8.2.0", false),
    (.composer, "^7.4|^8.0", "8.2.28", true), (.composer, "8.1.*@stable", "8.1.3", true), (.composer, "<=8.2", "8.2.1", false),
    (.semver, "1.22rc1", "1.22rc1", true), (.semver, ">=1.22rc2 <1.22.0", "1.22rc10", true), (.semver, "1.22", "1.22rc1", false),
    (.java, "21", "21.0.5+11", true), (.java, "17.0.9+9", "17.0.9+10", false), (.java, "17.0.9", "17.0.9+10", true),
    (.java, "8", "1.8.0_392", true), (.java, "8u392", "1.8.0_392-b08", true), (.java, "1.8", "8.0.402", true),
    (.java, ">=17 <18", "17.0.13+11", true), (.java, "22", "22-ea+3", false), (.java, "17.0.9+9-LTS", "17.0.9+9", true),
    (.debian, "9.2", "9.2p1", true), (.debian, "1:9.2p1-2", "1:9.2p1-2", true), (.debian, ">=1:1", "9.2p1", false),
    (.debian, "2.39.5", "2.39.5-0+deb12u1", true), (.pep440, "==3.*", "1!3.1", false), (.pep440, "!=3.*", "1!3.1", true),
  ])
  func eachKindOfVersionHasItsOwnRules(_ scheme: VersionScheme, _ text: String, _ version: String, _ fits: Bool) throws {
    #expect(try VersionSelector(text, scheme: scheme).matches(version) == fits)
  }

  @Test func aChannelMayBeOneSideOfSeveral() throws {
    #expect(try pick("lts/jod || 20") == "22.20.0")
    #expect(try pick("20 || LTS") == "24.19.0")
    #expect(throws: SelectorFault.self) { try pick("lts <24") }
  }

  @Test func theHostsOwnIsNoLayer() throws {
    let selector = try VersionSelector("system", scheme: .semver)
    #expect(selector.asksForHost && !selector.matches("22.20.0"))
    #expect(selector.pick(available: available, installed: available) == nil)
    #expect(try !VersionSelector("22", scheme: .semver).asksForHost)
  }

  @Test(arguments: [
    ("22", ">=18 <20", false), ("22", "^22.3", true), ("lts", ">=24.5", true), (">=22", "<22", false), (">22", "<24", true),
    ("1.2.3", "!=1.2.3", false), (">=1.2.3 <=1.2.3", "1.2.x", true), ("system", "18", true), ("*", "2.0.0-rc.1", false),
    ("2.0.0-rc.1", "^2.0.0-rc.0", true),
  ])
  func selectorsThatExcludeEachOther(_ one: String, _ other: String, _ overlaps: Bool) throws {
    let left = try VersionSelector(one, scheme: .semver, channels: channels)
    let right = try VersionSelector(other, scheme: .semver, channels: channels)
    #expect(left.overlaps(right) == overlaps && right.overlaps(left) == overlaps)
  }
}
