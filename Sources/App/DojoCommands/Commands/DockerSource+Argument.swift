import ArgumentParser
import Practice

extension DockerSource: ExpressibleByArgument {}
