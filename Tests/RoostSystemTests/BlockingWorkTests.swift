import Dispatch
import Glibc
import Testing

@testable import RoostSystem

@Suite struct BlockingWorkTests {
  /// Each waits until all have begun: fewer threads than calls would never get there.
  @Test(.timeLimit(.minutes(1))) func longCallsDoNotWaitForOneAnother() async {
    let calls = 4 * max(2, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    let everybody = DispatchGroup()
    for _ in 0..<calls { everybody.enter() }
    let met = await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<calls {
        group.addTask {
          await BlockingWork.run {
            everybody.leave()
            return everybody.wait(timeout: .now() + .seconds(20)) == .success
          }
        }
      }
      return await group.reduce(true) { $0 && $1 }
    }
    #expect(met)
  }

  @Test func whatTheCallThrowsIsThrown() async {
    struct Fault: Error, Equatable { var number: Int }
    await #expect(throws: Fault(number: 7)) {
      try await BlockingWork.run { () throws(Fault) -> Int in throw Fault(number: 7) }
    }
  }
}
