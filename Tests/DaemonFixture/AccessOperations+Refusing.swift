import RoostModel
package import RoostServer

extension AccessOperations {
  /// Everything fails until a test says otherwise; what would be written down is forgotten.
  package static var refusing: AccessOperations {
    let refusal = DaemonOperations.refusal
    return AccessOperations(
      identify: { (_, _) throws(Problem) in throw refusal }, record: { _ in }, audit: { (_) throws(Problem) in throw refusal },
      sessions: SessionOperations(
        openClaim: { () throws(Problem) in throw refusal }, claim: { (_, _) throws(Problem) in throw refusal },
        logIn: { (_, _) throws(Problem) in throw refusal }, changePassword: { (_, _, _) throws(Problem) in throw refusal },
        list: { () throws(Problem) in throw refusal }, end: { (_) throws(Problem) in throw refusal }),
      accounts: AccountOperations(
        list: { () throws(Problem) in throw refusal }, set: { (_, _) throws(Problem) in throw refusal },
        remove: { (_) throws(Problem) in throw refusal }),
      tokens: TokenOperations(
        list: { () throws(Problem) in throw refusal }, make: { (_, _) throws(Problem) in throw refusal },
        revoke: { (_) throws(Problem) in throw refusal }),
      secondFactor: SecondFactorOperations(
        offer: { (_) throws(Problem) in throw refusal }, confirm: { (_, _) throws(Problem) in throw refusal },
        remove: { (_) throws(Problem) in throw refusal }, logIn: { (_, _, _) throws(Problem) in throw refusal }))
  }
}
