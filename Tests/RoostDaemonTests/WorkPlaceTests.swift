import RoostModel
import Testing

@testable import RoostDaemon

@Suite struct WorkPlaceTests {
  @Test(arguments: [
    ("/home/alice/shop", "/home/alice/shop"), ("/srv/tmp", "/srv/tmp"), ("/tmp/x", "/app"), ("/run", "/app"),
    ("/usr/src/x", "/app"),
    ("/runner/x", "/runner/x"), ("/etc/x", "/app"),
  ])
  func theDirectoryKeepsItsPathWhereTheSandboxHasNone(_ directory: String, _ target: String) throws {
    #expect(try WorkPlace(directory, owner: 5, caller: 0, sudoUser: nil).target == target)
  }

  @Test func newFilesBelongToWhoeverOwnsTheDirectory() throws {
    #expect(try WorkPlace("/srv", owner: 5, caller: 0, sudoUser: 7).user == 5)
    #expect(try WorkPlace("/srv", owner: 0, caller: 0, sudoUser: 7).user == 7)
    #expect(try WorkPlace("/srv", owner: 0, caller: 0, sudoUser: 0).user == WorkPlace.stranger)
    #expect(try WorkPlace("/srv", owner: 0, caller: 0, sudoUser: nil).user == WorkPlace.stranger)
    #expect(try WorkPlace("/srv", owner: 5, caller: 1000, sudoUser: nil).user == 1000)
  }

  @Test func theWholeFileSystemIsNoPlace() {
    #expect(throws: Problem.self) { try WorkPlace("/", owner: 0, caller: 0, sudoUser: nil) }
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
