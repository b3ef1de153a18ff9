import Foundation
import RoostModel
import RoostSystem
import Synchronization
import SystemPackage
import Testing

@Suite struct FileLockTests {
  @Test func secondWaitsAndIsToldWhoHolds() async throws {
    try await withScratch { scratch in
      let path = scratch.appending("a.lock")
      let first = try await FileLock.acquire(path, within: .seconds(1))
      let holders = Mutex<[Int32?]>([])
      async let second = FileLock.acquire(path, within: .seconds(20)) { holder in
        holders.withLock { $0.append(holder) }
        first.release()
      }
      _ = try await second
      #expect(holders.withLock { $0 } == [getpid()])
    }
  }

  @Test func givesUpNamingTheHolder() async throws {
    try await withScratch { scratch in
      let path = scratch.appending("a.lock")
      let held = try await FileLock.acquire(path, within: .seconds(1))
      let found = await problem { try await FileLock.acquire(path, within: .milliseconds(50)) }
      #expect(found?.code == .lockHeld)
      #expect(found?.hint.contains("\(getpid())") == true)
      held.release()
      _ = try await FileLock.acquire(path, within: .milliseconds(50))
    }
  }

  @Test func anotherProcessHoldsIt() async throws {
    try await withScratch { scratch in
      let path = scratch.appending("a.lock")
      let held = try await FileLock.acquire(path, within: .seconds(1))
      #expect(try await ExternalCommand("flock", ["-n", path.string, "true"]).run().status == .exited(1))
      held.release()
      #expect(try await ExternalCommand("flock", ["-n", path.string, "true"]).run().succeeded)
    }
  }

  @Test func refusesALinkInItsPlace() async throws {
    try await withScratch { scratch in
      let path = scratch.appending("a.lock")
      #expect(symlink("/etc/hostname", path.string) == 0)
      #expect(await problem { try await FileLock.acquire(path, within: .milliseconds(10)) } != nil)
    }
  }
}
