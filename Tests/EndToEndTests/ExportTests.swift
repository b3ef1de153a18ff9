import Foundation
import Glibc
import RoostModel
import RoostTestSupport
import Testing

extension EndToEndSerial {
  @Suite struct ExportTests {
    /// A site with a quarter of a gigabyte of data that cannot be compressed.
    private func settle(_ roost: RoostFixture, _ name: String) async throws {
      let site = try roost.project(name, ["index.html": name, "roost.yml": "name: \(name)\n"])
      #expect(try await roost.roost("deploy", site, "--yes").status == 0)
      let data = try await roost.info(name).dataDirectory
      let random = try FileHandle(forReadingFrom: URL(filePath: "/dev/urandom"))
      defer { try? random.close() }
      for part in 0..<8 {
        let bytes = try #require(try random.read(upToCount: 32 << 20))
        try bytes.write(to: URL(filePath: data + "/part-\(part)"))
      }
    }

    @Test(arguments: ["stands still", "pack: the data", "write: one file"])
    func aCalledOffExportLeavesNothing(moment: String) async throws {
      try await RoostFixture.with { roost in
        try await settle(roost, "bulky")
        let words = try roost.project("out", ["x": ""])
        let exporting = try roost.start(["export", "bulky", "-o", words + "/bulky.roost"])
        let word = moment.split(separator: ":")[0]
        // As long as it takes to pack all of it.
        try await eventually(within: .seconds(120), "it says '\(word)'") {
          (exporting.outputSoFar + exporting.errorsSoFar).contains(word) || !exporting.isRunning
        }
        exporting.signal(SIGINT)
        let ended = await exporting.finish()
        #expect(ended.status == ProblemCode.cancelled.exitStatus, "\(ended.output)\(ended.errors)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: words) == ["x"])
        try await eventually("nothing of it is left in the daemon") {
          let spool = roost.home + "/spool/backup"
          let left = try FileManager.default.contentsOfDirectory(atPath: spool).count
          return try FileManager.default.contentsOfDirectory(atPath: spool + "/exports").isEmpty && left == 2
        }
        #expect(try await roost.get("bulky").body == "bulky")
        #expect(try await roost.info("bulky").summary.state == .running)
        #expect(try await roost.roost("app", "restart", "bulky").status == 0)
      }
    }

    @Test func hostsOfOtherAppsAreNotTaken() async throws {
      try await RoostFixture.with { roost in
        defer { try? FileManager.default.removeItem(atPath: roost.home + "/backups") }
        func site(_ name: String) throws -> String {
          try roost.project(name, ["index.html": name, "roost.yml": "name: \(name)\ngateway: {hosts: [www.example.com]}\n"])
        }
        #expect(try await roost.roost("deploy", site("first")).status == 0)
        let words = try roost.project("out", ["x": ""])
        let file = words + "/first.roost"
        #expect(try await roost.roost("export", "first", "-o", file).status == 0)
        let copied = try await roost.roost("import", file, "--name", "second")
        #expect(copied.status == 0 && copied.output.contains("left out"), "\(copied.output)\(copied.errors)")
        #expect(try await roost.info("second").summary.urls.allSatisfy { !$0.contains("www.example.com") })

        #expect(try await roost.roost("app", "remove", "second", "--yes").status == 0)
        let plain = try roost.project("second", ["index.html": "plain", "roost.yml": "name: second\n"])
        #expect(try await roost.roost("deploy", plain).status == 0)
        let refused = try await roost.roost("import", file, "--name", "second", "--replace")
        #expect(refused.status == ProblemCode.routeTaken.exitStatus, "\(refused.output)\(refused.errors)")
        #expect(try await roost.get("second").body == "plain")
        #expect(try await roost.get("first").body == "first")
      }
    }
  }
}
