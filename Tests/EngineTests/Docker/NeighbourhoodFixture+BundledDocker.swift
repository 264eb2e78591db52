import Basics
import DockerCLI
import EngineClient
import TestSupport

extension NeighbourhoodFixture {
  /// Runs the bundled docker on the host, in the folder of this test.
  func bundledDocker(_ arguments: [String]) async -> (exit: Int32, output: String, errors: String) {
    let (output, errors) = (CollectedOutput(), CollectedOutput())
    let environment = CommandEnvironment(
      endpoint: .unix(path: socket(of: host)), variables: ["HOME": scratch.path],
      workingFolder: scratch.path, output: output, errors: errors, now: { .now() })
    let exit = await DockerCommandLine.run(arguments: arguments, environment: environment)
    return (exit, output.text, errors.text)
  }
}
