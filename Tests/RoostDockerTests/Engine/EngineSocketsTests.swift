import RoostModel
import Testing

@testable import RoostDocker

@Suite struct EngineSocketsTests {
  @Test func aHostThatIsGivenIsTheOnlyOne() throws {
    #expect(try EngineSockets.candidates(host: "unix:///run/my.sock", runtimeDirectory: "/run/user/7") == ["/run/my.sock"])
    #expect(try EngineSockets.candidates(host: "/run/my.sock", runtimeDirectory: nil) == ["/run/my.sock"])
  }

  @Test func withoutOneTheUsualPlacesAreTried() throws {
    let found = try EngineSockets.candidates(host: "", runtimeDirectory: "/run/user/7/")
    #expect(
      found == ["/var/run/docker.sock", "/run/user/7/docker.sock", "/run/user/7/podman/podman.sock", "/run/podman/podman.sock"])
    #expect(try EngineSockets.candidates(host: nil, runtimeDirectory: nil).count == 2)
  }

  @Test(arguments: ["tcp://1.2.3.4:2375", "ssh://me@host", "unix://relative", "unix:///a\0b"])
  func anEngineElsewhereIsRefused(_ host: String) {
    let problem = #expect(throws: Problem.self) { try EngineSockets.candidates(host: host, runtimeDirectory: nil) }
    #expect(problem?.code == .settingsInvalid)
    #expect(problem?.hint.contains("export DOCKER_HOST=unix://") == true)
  }
}
