import Glibc
import NIOCore
import RoostModel
import Testing

@testable import RoostDocker

@Suite struct EngineProblemTests {
  private let problem = EngineProblem(socket: "/run/e.sock", activity: "create a container")

  @Test(
    arguments: [
      (404, "No such image: node:99", ProblemCode.imageMissing), (404, "No such container: x", .environmentNotFound),
      (409, "Conflict. The container name is already in use", .environmentState),
      (500, "write /data: no space left on device", .diskFull), (500, "something else", .engineFailed),
      (500, "--storage-opt is supported only for overlay over xfs with 'pquota' mount option", .limitUnsupported),
      (500, "dial tcp: lookup registry.example: no such host", .downloadFailed),
      (404, "pull access denied for x, repository does not exist or may require 'docker login'", .imageMissing),
    ] as [(UInt, String, ProblemCode)])
  func whatTheEngineSaysBecomesACode(_ status: UInt, _ text: String, _ code: ProblemCode) {
    let found = problem.of(status: status, body: Array("{\"message\":\"\(text)\"}".utf8))
    #expect(found.code == code)
    #expect(found.cause == text)
    #expect(found.message == "the engine cannot create a container")
    #expect(!found.hint.isEmpty)
  }

  @Test func anAnswerWithoutJSONIsKeptAsItIs() {
    #expect(problem.of(status: 502, body: Array("Bad Gateway".utf8)).cause == "Bad Gateway")
    #expect(problem.of(status: 502, body: []).cause == "status 502")
  }

  @Test func eachWayOfNotReachingItHasItsRemedy() {
    #expect(problem.of(errno: ENOENT).code == .strategyUnavailable)
    #expect(EngineProblem.missing("/run/e.sock", isInstalled: false).hint.contains("apt-get install docker.io"))
    #expect(EngineProblem.missing("/run/e.sock", isInstalled: true).hint.contains("systemctl start docker"))
    #expect(problem.of(errno: ECONNREFUSED).hint.contains("systemctl start docker"))
    #expect(problem.of(errno: EACCES).code == .permissionDenied)
    #expect(problem.of(errno: ECONNRESET).code == .connectionLost)
    #expect(problem.of(ChannelError.ioOnClosedChannel).code == .connectionLost)
  }

  @Test func anEngineThatIsNotThereIsNamed() async {
    let problem = await #expect(throws: Problem.self) { try await Engine(socket: "/nonexistent/e.sock").info() }
    #expect(problem?.code == .strategyUnavailable)
    #expect(problem?.message.contains("/nonexistent/e.sock") == true)
  }
}
