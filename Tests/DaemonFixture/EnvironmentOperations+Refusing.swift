import RoostModel
package import RoostServer

extension EnvironmentOperations {
  /// Everything fails until a test says otherwise.
  package static var refusing: EnvironmentOperations {
    let refusal = DaemonOperations.refusal
    return EnvironmentOperations(
      list: { () throws(Problem) in throw refusal }, create: { (_, _) throws(Problem) in throw refusal },
      detail: { (_) throws(Problem) in throw refusal }, pause: { (_) throws(Problem) in throw refusal },
      resume: { (_) throws(Problem) in throw refusal }, destroy: { (_) throws(Problem) in throw refusal },
      spawn: { (_, _) throws(Problem) in throw refusal }, output: { (_, _, _, _) throws(Problem) in throw refusal },
      input: { (_, _, _) throws(Problem) in throw refusal },
      files: EnvironmentFileOperations(
        put: { (_, _, _) throws(Problem) in throw refusal }, get: { (_, _, _) throws(Problem) in throw refusal },
        list: { (_, _) throws(Problem) in throw refusal }, read: { (_, _, _, _) throws(Problem) in throw refusal },
        watch: { (_, _) throws(Problem) in throw refusal }, remove: { (_, _, _) throws(Problem) in throw refusal }),
      snapshot: { (_, _) throws(Problem) in throw refusal }, snapshots: { () throws(Problem) in throw refusal },
      removeSnapshot: { (_) throws(Problem) in throw refusal }, events: { (_, _, _) throws(Problem) in throw refusal },
      timings: { () throws(Problem) in throw refusal })
  }
}
