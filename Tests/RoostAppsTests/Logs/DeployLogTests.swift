import Foundation
import RoostModel
import SystemPackage
import Testing

@testable import RoostApps

@Suite struct DeployLogTests {
  @Test func aBuildThatSaysWithoutEndDoesNotFillTheDisk() async throws {
    let home = FilePath(FileManager.default.temporaryDirectory.path).appending("roost-log-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(atPath: home.string) }
    let paths = AppPaths(home: home, app: AppID())
    let log = try await DeployLog.open(paths, release: 1, deployment: 7, now: { 1_700_000_000.25 })
    let line = String(repeating: "x", count: 1 << 20)
    for _ in 0..<20 { log.write(.output(line)) }
    let text = try String(contentsOfFile: paths.deployLog(ofRelease: 1).string, encoding: .utf8)
    #expect(text.utf8.count <= DeployLog.longest + 100)
    #expect(text.utf8.count > DeployLog.longest / 2)
    #expect(text.hasSuffix("x\n!! the rest is left out\n"))
    #expect(text.hasPrefix("2023-11-14T22:13:20.250Z == deployment 7\n2023-11-14T22:13:20.250Z    x"))
  }
}
