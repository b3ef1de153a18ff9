import RoostModel
import SystemPackage
import Testing

@testable import RoostAgentClient

struct PathMapTests {
  private static let map: PathMap = {
    var spec = EnvironmentSpec(strategy: .process, layers: [], user: 1000)
    spec.workingDirectory = "/srv/work/"
    spec.mounts = [
      BindMount(source: "/home/me/p", target: "/home/me/p", readOnly: false),
      BindMount(source: "/var/data", target: "/app/data", readOnly: false),
    ]
    return PathMap(spec, files: "/e/files")
  }()

  @Test(arguments: [
    ("/app", "/e/files/app"), ("/app/x", "/e/files/app/x"), ("/apple", "/apple"), ("/app/data/x", "/var/data/x"),
    ("/app/database", "/e/files/app/database"), ("/srv/work/./a//b", "/e/files/srv/work/a/b"), ("/srv", "/srv"),
    ("/home/me/p/x", "/home/me/p/x"), ("/etc/passwd", "/etc/passwd"), ("/", "/"),
  ])
  func outside(_ inside: String, _ outside: String) throws {
    let found = try Self.map.outside(inside)
    #expect(found == outside)
  }

  @Test(arguments: ["app", "", "/app/../etc", "/app/a\0b"]) func refused(_ path: String) {
    #expect(throws: Problem.self) { try Self.map.outside(path) }
  }

  @Test(arguments: [("/e/files/app/x", "/app/x"), ("/var/data", "/app/data"), ("/e/files/apple", "/e/files/apple")])
  func inside(_ outside: String, _ inside: String) { #expect(Self.map.inside(outside) == inside) }

  @Test func onlyItsOwnIsMade() {
    #expect(Set(Self.map.own(below: "/e/files")) == ["/e/files/app", "/e/files/srv/work"])
  }
}
