import Foundation
import Glibc
import RoostModel
import RoostTestSupport
import Testing

extension EndToEndSerial {
  @Suite struct FullDiskTests {
    @Test(.enabled(if: geteuid() == 0, "mounting a small file system needs root")) func aSmallDisk() async throws {
      let home = FileManager.default.temporaryDirectory.appendingPathComponent("roost-small-\(getpid())").path
      try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
      #expect(mount("tmpfs", home, "tmpfs", 0, "size=24m") == 0)
      defer {
        umount2(home, Int32(MNT_DETACH))
        try? FileManager.default.removeItem(atPath: home)
      }
      try await RoostFixture.with(home: home) { roost in
        let site = try roost.project("site", ["index.html": "fits"])
        #expect(try await roost.roost("deploy", site).status == 0)
        let node = try roost.project("big", Projects.hello("x"))
        let refused = try await roost.roost("deploy", node, "--yes")
        #expect(refused.status == ProblemCode.diskFull.exitStatus, "\(refused.errors)")
        #expect(refused.errors.contains("free"))

        let fat = try roost.project(
          "fat", ["index.html": "x", "blob.bin": String(repeating: "0123456789abcdef", count: 2 << 20)])
        let full = try await roost.roost("deploy", fat)
        #expect(full.status == ProblemCode.diskFull.exitStatus, "\(full.errors)")
        #expect(try await roost.get("site").body == "fits")
        #expect(try await roost.roost("deploy", site).status == 0)
      }
    }
  }
}
