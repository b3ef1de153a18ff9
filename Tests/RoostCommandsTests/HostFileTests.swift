import Foundation
import RoostClient
import RoostModel
import Testing

@testable import RoostCommands

@Suite struct HostFileTests {
  private func with(_ body: (HostFile) throws -> Void) throws {
    let base = FileManager.default.temporaryDirectory.appendingPathComponent("roost-hosts-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: base) }
    try body(HostFile(directory: base.appendingPathComponent("config/roost").path))
  }

  private func host(_ name: String, _ url: String = "https://one.example.com") -> RemoteHost {
    RemoteHost(name: name, url: url, token: "roost_s3cret", authority: nil, savedAt: 1)
  }

  private func mode(_ path: String) throws -> Int {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int ?? 0
  }

  @Test func onlyItsUserMayReadIt() throws {
    try with { file in
      #expect(try file.hosts().isEmpty)
      try file.change { $0.append(host("prod")) }
      #expect(try mode(file.path) == 0o600 && mode(file.directory) == 0o700)
      #expect(try file.hosts() == [host("prod")])
      #expect(try FileManager.default.contentsOfDirectory(atPath: file.directory) == ["hosts.json"])
      chmod(file.directory, 0o755)
      try file.change { $0.append(host("lab", "https://two.example.com")) }
      #expect(try mode(file.directory) == 0o700)
      #expect(try file.hosts().map(\.name) == ["lab", "prod"])
    }
  }

  @Test(arguments: [0o640, 0o604, 0o620]) func oneThatOthersMayReadIsNotUsed(_ mode: mode_t) throws {
    try with { file in
      try file.change { $0.append(host("prod")) }
      chmod(file.path, mode)
      let problem = #expect(throws: Problem.self) { try file.hosts() }
      #expect(problem?.code == .permissionDenied && problem?.hint.contains("chmod 600") == true)
    }
  }

  @Test func aLinkInItsPlaceIsNotFollowed() throws {
    try with { file in
      try file.change { $0.append(host("prod")) }
      let elsewhere = file.directory + "/elsewhere"
      try FileManager.default.moveItem(atPath: file.path, toPath: elsewhere)
      try FileManager.default.createSymbolicLink(atPath: file.path, withDestinationPath: elsewhere)
      #expect(throws: Problem.self) { try file.hosts() }
    }
  }

  @Test func aHostIsFoundByItsNameOrItsAddress() throws {
    try with { file in
      try file.change { hosts in
        hosts.append(host("prod"))
        hosts.append(host("lab", "https://two.example.com:7443"))
      }
      #expect(try file.host("lab").name == "lab")
      #expect(try file.host("https://TWO.example.com:7443/").name == "lab")
      #expect(try file.host("two.example.com:7443").name == "lab")
      let problem = #expect(throws: Problem.self) { try file.host("https://three.example.com") }
      #expect(problem?.code == .accessUnauthenticated && problem?.hint == "log in first: roost login https://three.example.com")
      #expect(problem?.message.contains("lab and prod") == true)
    }
  }

  @Test func aChangeThatFailsChangesNothing() throws {
    try with { file in
      try file.change { $0.append(host("prod")) }
      #expect(throws: Problem.self) {
        try file.change { (hosts) throws(Problem) in
          hosts = []
          throw Problem(.usageInvalid, "no", hint: "-")
        }
      }
      #expect(try file.hosts().count == 1)
    }
  }
}

@Suite struct HostChoiceTests {
  private func chosen(host: String? = nil, home: String? = nil, variable: String? = nil) throws(Problem) -> String? {
    let surroundings = Surroundings(
      homeVariable: nil, userHome: "/home/ada", hostVariable: variable, userID: 1000, colours: false, redraws: false,
      interactive: false, width: 80)
    return try HostChoice(host: host, home: home, surroundings: surroundings).chosen
  }

  @Test func whatIsSaidOnTheCommandLineWins() throws {
    #expect(try chosen() == nil)
    #expect(try chosen(variable: "prod") == "prod")
    #expect(try chosen(variable: "") == nil)
    #expect(try chosen(host: "lab", variable: "prod") == "lab")
    #expect(try chosen(host: "local", variable: "prod") == nil)
    #expect(try chosen(home: "/srv/roost", variable: "prod") == nil)
    #expect(try chosen(host: "local", home: "/srv/roost") == nil)
    #expect(#expect(throws: Problem.self) { try chosen(host: "lab", home: "/srv/roost") }?.code == .usageInvalid)
  }

  @Test(arguments: ["", "local", "Prod", "-x", "a b", "a/b", "ä"]) func aHostIsNotCalledSo(_ name: String) {
    #expect(#expect(throws: Problem.self) { try HostName.checked(name) }?.code == .usageInvalid)
  }

  @Test(arguments: ["prod", "roost.example.com", "127.0.0.1", "[::1]"]) func aHostMayBeCalledSo(_ name: String) throws {
    #expect(try HostName.checked(name) == name)
  }
}

@Suite struct HostTextTests {
  private func status(_ version: String) throws -> RemoteStatus {
    let host = RemoteHost(name: "prod", url: "https://one.example.com", token: "roost_s3cret", savedAt: 0)
    let actor = AccessActor(kind: .token, name: "ci", id: 1, scope: .deploy, apps: [try AppName("shop")])
    return RemoteStatus(
      host: KnownHost(host),
      daemon: DaemonStatus(version: version, pid: 1, home: "/srv", gateway: "http://one:8080", apps: 2, startedAt: 40),
      identity: IdentityDetail(actor))
  }

  @Test func aStatusSaysWhoWasAskedAsWhom() throws {
    let text = HostText(now: 100).status(try status(RoostVersion.current), TextStyle(enabled: false))
    #expect(text.contains("prod (https://one.example.com)") && text.contains("the token ci, scope deploy for shop"))
    #expect(text.contains("1 min 0 s") && !text.contains("The daemon is version"))
    #expect(try !Console.encode(try status("1"), pretty: false).contains("s3cret"))
  }

  @Test func versionsThatDifferAreSaid() throws {
    let text = HostText(now: 100).status(try status("9.9.9\u{1b}[2J"), TextStyle(enabled: false))
    #expect(text.contains("The daemon is version 9.9.9") && text.contains("this roost \(RoostVersion.current)"))
    #expect(!text.contains("\u{1b}"))
  }
}
