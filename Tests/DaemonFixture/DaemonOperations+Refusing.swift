package import RoostModel
package import RoostServer

extension DaemonOperations {
  package static let refusal = Problem(.unsupported, "not expected in this test", hint: "look at the test")

  /// Everything fails until a test says otherwise.
  package static var refusing: DaemonOperations {
    DaemonOperations(
      status: { () throws(Problem) in throw refusal },
      apps: AppOperations(
        list: { () throws(Problem) in throw refusal }, detail: { (_) throws(Problem) in throw refusal },
        deploy: { (_, _) throws(Problem) in throw refusal }, start: { (_) throws(Problem) in throw refusal },
        stop: { (_) throws(Problem) in throw refusal }, restart: { (_) throws(Problem) in throw refusal },
        remove: { (_) throws(Problem) in throw refusal }, logs: { (_) throws(Problem) in throw refusal }),
      runtimes: RuntimeOperations(
        list: { () throws(Problem) in throw refusal }, info: { (_) throws(Problem) in throw refusal },
        install: { (_, _) throws(Problem) in throw refusal }, remove: { (_) throws(Problem) in throw refusal }))
  }
}
