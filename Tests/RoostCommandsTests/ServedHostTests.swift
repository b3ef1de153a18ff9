import RoostModel
import Testing

@testable import RoostCommands

/// `roost serve --host` is meant in several ways, and each is told its own.
@Suite struct ServedHostTests {
  @Test(arguments: ["0.0.0.0", "::1", "localhost", "192.0.2.7"]) func anAddressIsToListenOn(_ name: String) {
    let problem = ServedHost(name: name).problem
    #expect(problem.code == .usageInvalid && problem.hint.contains("roost serve --gateway-host \(name);"))
    #expect(problem.hint.hasSuffix("roost serve --api-address \(name)"))
  }

  @Test(arguments: [("prod", "ssh prod roost serve"), ("a b;c", "ssh 'a b;c' roost serve")])
  func aNameIsAnotherMachine(_ name: String, _ says: String) {
    let problem = ServedHost(name: name).problem
    #expect(problem.code == .usageInvalid && problem.hint.contains(says), "\(problem.hint)")
  }
}
