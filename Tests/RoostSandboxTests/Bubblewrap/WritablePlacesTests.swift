import Foundation
import Glibc
import RoostModel
import RoostSystem
import RoostTestSupport
import SystemPackage
import Testing

@testable import RoostSandbox

/// Which places of a stack are copied, so that they can be written.
struct WritablePlacesTests {
  @Test func eachPlaceOnceAndNoneBelowAnother() {
    let places = WritablePlaces(wanted: ["/app/", "/var/lib/nginx", "/var/lib", "/app/home"], mounted: [])
    #expect(places.paths == ["app", "cache", "data", "var/lib"])
  }

  @Test func whatIsMountedOrTemporaryIsLeftOut() {
    let places = WritablePlaces(
      wanted: ["/", "/tmp/x", "/run", "/dev/shm", "/proc/sys", "/data/deep"], mounted: ["/data", "/cache/"])
    #expect(places.paths == ["app"])
  }

  @Test func copiesAreSeparateAndLinksAreNotFollowed() async throws {
    try await ScratchDirectory.with("stack") { scratch in
      let (root, upper) = (scratch.appending("root"), scratch.appending("upper"))
      for path in ["app/src", "var/lib/x"] { try DirectoryCreation.ensure(root.appending(path)) }
      try DirectoryCreation.ensure(upper)
      try TestFile.write("one", to: root.appending("app/src/file"))
      guard chmod(root.appending("var").string, 0o750) == 0, symlink("/etc", root.appending("cache").string) == 0 else {
        throw Problem.lastSystemCall("prepare the root")
      }
      let places = WritablePlaces(wanted: ["/var/lib/x", "/missing"], mounted: [])
      #expect(try await places.copy(from: root, to: upper) == ["app", "var/lib/x"])
      try TestFile.write("two", to: upper.appending("app/src/file"))
      #expect(try TestFile.text(root.appending("app/src/file")) == "one")
      var status = stat()
      #expect(stat(upper.appending("var").string, &status) == 0 && status.st_mode & 0o777 == 0o750)
    }
  }
}
