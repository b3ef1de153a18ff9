import Foundation
import RoostModel
import RoostTestSupport
import Testing

extension EndToEndSerial {
  /// The machine's clock is set days forward and back under a daemon with apps.
  @Suite struct ClockJumpTests {
    /// By how much the clock of the daemon, and of what asks it, is wrong.
    private struct WrongClock {
      let directory = NSTemporaryDirectory() + "roost-clock-\(UUID().uuidString)"

      init(from source: String = #filePath) async throws {
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: false)
        try Data(count: 8).write(to: URL(fileURLWithPath: directory + "/offset"))
        let code = URL(fileURLWithPath: source).deletingLastPathComponent().appendingPathComponent("wrong-clock.c").path
        let command = ["clang", "-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o", directory + "/clock.so", code]
        let built = try await TestProcess("/usr/bin/env", command).finish()
        try #require(built.status == 0, "\(built.errors)")
      }

      /// For who runs already, too.
      func set(days: Int) throws {
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: directory + "/offset"))
        try file.write(contentsOf: withUnsafeBytes(of: Int64(days * 86_400)) { Data($0) })
        try file.close()
      }

      func remove() { try? FileManager.default.removeItem(atPath: directory) }

      var variables: [String: String] { ["LD_PRELOAD": directory + "/clock.so", "WRONG_CLOCK": directory + "/offset"] }
    }

    private static let settings = """
      start: node server.js
      schedules:
        report: {cron: "* * * * *", command: "echo made >> /data/reports"}
      """

    private func now(_ roost: RoostFixture) async throws -> Double {
      try #require(try await roost.roost("app", "deployments", "site", "--json").decoded([DeploymentSummary].self).first)
        .createdAt
    }

    private func deploy(_ roost: RoostFixture, _ text: String) async throws {
      let deployed = try await roost.roost("deploy", roost.project("site", ["index.html": text]))
      #expect(deployed.status == 0, "\(deployed.errors)")
      #expect(try await roost.get("site").body == text)
    }

    @Test func appsServeAndAreDeployedWhileTheClockJumps() async throws {
      let clock = try await WrongClock()
      defer { clock.remove() }
      let port = try FreePort.find()
      try await RoostFixture.with(variables: clock.variables.merging(["ROOST_API_PORT": "\(port)"]) { $1 }) { roost in
        func isKnown(_ token: String) async throws -> Bool {
          let address = "http://localhost:\(port)/api/v1/apps"
          return try await roost.curl(["-H", "Authorization: Bearer \(token)", address]).status == 200
        }
        var files = Projects.hello("web")
        files["roost.yml"] = Self.settings
        #expect(try await roost.roost("deploy", roost.project("thing", files), "--yes").status == 0)
        try await deploy(roost, "one")
        let before = try await now(roost)
        // The home is that of all tests.
        for name in ["brief", "long"] { _ = try await roost.roost("token", "revoke", name) }
        let brief = try await roost.roost("token", "create", "brief", "--scope", "read", "--expires", "1h", "--json")
        let long = try await roost.roost("token", "create", "long", "--scope", "read", "--json")
        let tokens = try [brief, long].map { try $0.decoded(NewToken.self).token }
        #expect(try await isKnown(tokens[0]))

        try clock.set(days: 3)
        try await deploy(roost, "two")
        #expect(try await now(roost) > before + 2 * 86_400, "the clock did not jump")
        #expect(try await roost.get("thing").status == 200)
        #expect(try await !isKnown(tokens[0]))
        #expect(try await isKnown(tokens[1]))
        let reports = try await roost.info("thing").dataDirectory + "/reports"
        try await eventually(within: .seconds(75), "the schedule ran") { FileManager.default.fileExists(atPath: reports) }

        try clock.set(days: -10)
        try await deploy(roost, "three")
        #expect(try await now(roost) < before - 9 * 86_400, "the clock did not jump back")
        #expect(try await roost.get("thing").status == 200)
        #expect(try await isKnown(tokens[1]))
        let releases = try await roost.info("site").releases
        #expect(releases.map(\.number) == [3, 2, 1] && releases.map(\.state) == [.live, .retired, .retired])
        #expect(try await roost.roost("app", "rollback", "site").status == 0)
        #expect(try await roost.get("site").body == "two")

        try await roost.stopDaemon()
        try await roost.restartDaemon()
        #expect(try await roost.get("thing").status == 200)
        #expect(try await roost.get("site").body == "two")
        // Days that were leapt over are one missed run, not thousands.
        let made = try String(contentsOfFile: reports, encoding: .utf8).split(separator: "\n").count
        #expect(made <= 4, "\(made) runs")
      }
    }
  }
}
