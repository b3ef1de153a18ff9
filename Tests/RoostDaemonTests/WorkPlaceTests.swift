import RoostModel
import Testing

@testable import RoostDaemon

@Suite struct WorkPlaceTests {
  private func place(
    _ directory: String = "/srv", owner: UInt32, caller: UInt32 = 0, sudoUser: UInt32? = nil, canMap: Bool = false
  ) throws(Problem) -> WorkPlace {
    try WorkPlace(
      directory, owner: FileOwner(user: owner, group: 6), caller: caller, sudoUser: sudoUser, canMap: canMap)
  }

  @Test(arguments: [
    ("/home/alice/shop", "/home/alice/shop"), ("/srv/tmp", "/srv/tmp"), ("/tmp/x", "/app"), ("/run", "/app"),
    ("/usr/src/x", "/app"),
    ("/runner/x", "/runner/x"), ("/etc/x", "/app"),
  ])
  func theDirectoryKeepsItsPathWhereTheSandboxHasNone(_ directory: String, _ target: String) throws {
    #expect(try place(directory, owner: 5).target == target)
  }

  @Test func newFilesBelongToWhoeverOwnsTheDirectory() throws {
    #expect(try place(owner: 5, sudoUser: 7).user == 5)
    #expect(try place(owner: 0, sudoUser: 7).user == 7)
    #expect(try place(owner: 0, sudoUser: 0).user == WorkPlace.stranger)
    #expect(try place(owner: 0).user == WorkPlace.stranger)
    #expect(try place(owner: 5, caller: 1000).user == 1000)
  }

  @Test func rootsFilesAreShownAsSomebodyElsesWhereThatCanBeDone() throws {
    let mapped = try place(owner: 0, sudoUser: 7, canMap: true)
    #expect(mapped.user == WorkPlace.stranger && mapped.owner == FileOwner(user: 0, group: 6) && !mapped.isUnwritable)
    let plain = try place(owner: 0, sudoUser: 7)
    #expect(plain.owner == nil && plain.isUnwritable)
    for other in [try place(owner: 5, canMap: true), try place(owner: 0, caller: 1000, canMap: true)] {
      #expect(other.owner == nil && !other.isUnwritable)
    }
  }

  @Test func theWholeFileSystemIsNoPlace() {
    #expect(throws: Problem.self) { try place("/", owner: 0) }
  }

  @Test func remediesArePackagesAndNothingElse() {
    let remedy = PackageRemedy([
      DoctorFinding(.error, "a", remedy: "apt-get install -y nftables"), DoctorFinding(.ok, "b", remedy: "apt-get install -y no"),
      DoctorFinding(.warning, "c", remedy: "apt-get install -y zstd nftables"), DoctorFinding(.error, "d", remedy: "reboot"),
      DoctorFinding(.error, "e", remedy: "apt-get install -y x; rm -rf /"),
      DoctorFinding(.error, "f", remedy: "apt-get install -y -o"),
    ])
    #expect(remedy.packages == ["nftables", "zstd"])
  }
}
