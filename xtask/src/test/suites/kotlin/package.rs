//! What is in the Kotlin package.

use std::fs;
use std::path::{Path, PathBuf};
use std::slice;

use anyhow::{Context as _, Result, ensure};

use crate::cmd::Cmd;
use crate::folder;
use crate::package::kotlin::{self, Package, library};
use crate::package::native::{self, Api, System, Target};
use crate::package::plumbing::{self, Language};
use crate::package::third_party;
use crate::setup;
use crate::test::checks::Checks;
use crate::test::outcome::Outcome;
use crate::test::suites::library::{SharedLibrary, has_licences, no_machine, only_of_the_system};
use crate::workspace::{VERSION, Workspace};

/// The pages of Android's newer kind, in bytes.
const ANDROID_PAGE: u64 = 16_384;

pub(in crate::test::suites) fn package(workspace: &Workspace) -> Result<Outcome> {
    let target = Target::host()?;
    let package = kotlin::package(workspace, &[])?;
    let scratch = folder::scratch(workspace, "kotlin-package")?;
    let jar = unpack(&package.file(".jar"), &scratch.join("jar"))?;
    let sources = unpack(&package.file("-sources.jar"), &scratch.join("sources"))?;

    let mut checks = Checks::of("package");
    checks.check("the jar holds what is ours, and nothing else", || {
        only_ours(&jar, slice::from_ref(&target))
    });
    checks.check("no file names a folder of this machine", || {
        let mut files = folder::files(&jar)?;
        files.extend(folder::files(&sources)?);
        files.push(package.file(".pom"));
        no_machine(workspace, &files)
    });
    checks.check("the licences of the crates in the library come along", || {
        has_licences(
            &jar.join(library::place(&target)?),
            &jar.join("META-INF").join(third_party::FILE),
        )
    });
    checks.check("the repository holds the same files", || same_in_repository(&package));
    checks.check("the sources are those of the repository, and what the generator makes", || {
        sources_are_current(workspace, &target, &sources, &scratch)
    });
    checks.check("the pom names a version of each dependency", || pom(&package.file(".pom")));
    let mut outcome = checks.outcome();
    outcome += library(&target, &jar)?;
    Ok(outcome)
}

/// The package with the libraries for all machines in one.
pub(in crate::test::suites) fn cross(workspace: &Workspace) -> Result<Outcome> {
    let targets = library::targets().map(Target::cross).collect::<Result<Vec<_>>>()?;
    for target in &targets {
        setup::ensure(workspace, &target.needs())?;
    }
    let package = kotlin::package(workspace, &targets)?;
    let scratch = folder::scratch(workspace, "kotlin-cross")?;
    let jar = unpack(&package.file(".jar"), &scratch.join("jar"))?;
    let mut checks = Checks::of("package");
    checks.check("the jar holds what is ours, and nothing else", || only_ours(&jar, &targets));
    checks.check("no file names a folder of this machine", || {
        no_machine(workspace, &folder::files(&jar)?)
    });
    let mut outcome = checks.outcome();
    for target in &targets {
        outcome += library(target, &jar)?;
    }
    Ok(outcome)
}

fn unpack(jar: &Path, place: &Path) -> Result<PathBuf> {
    folder::empty(place)?;
    Cmd::new("jar").arg("--extract").arg("--file").arg(jar).dir(place).run()?;
    Ok(place.to_owned())
}

fn only_ours(jar: &Path, targets: &[Target]) -> Result<()> {
    let libraries = targets.iter().map(library::place).collect::<Result<Vec<_>>>()?;
    for file in folder::files(jar)? {
        let path = file.strip_prefix(jar)?;
        let is_ours = path.starts_with("dev/closeroom")
            || path.starts_with("META-INF")
            || libraries.iter().any(|library| path == library);
        ensure!(is_ours, "{} is none of ours", path.display());
    }
    let others = ["META-INF/proguard/closeroom.pro", "dev/closeroom/Zego.class"];
    for file in libraries.iter().map(PathBuf::as_path).chain(others.map(Path::new)) {
        ensure!(jar.join(file).exists(), "{} is missing", file.display());
    }
    Ok(())
}

fn same_in_repository(package: &Package) -> Result<()> {
    let place = package.repository.join("dev/closeroom/closeroom").join(VERSION);
    for ending in [".jar", "-sources.jar", ".pom"] {
        let file = package.file(ending);
        let name = file.file_name().context("a file has a name")?;
        let other = place.join(name);
        ensure!(fs::read(&file)? == fs::read(&other)?, "{} is another", other.display());
    }
    Ok(())
}

fn sources_are_current(
    workspace: &Workspace,
    target: &Target,
    sources: &Path,
    scratch: &Path,
) -> Result<()> {
    let rust = native::compile(workspace, target, &Api::UNIFFI)?;
    let generated = scratch.join("generated");
    plumbing::generate(Language::Kotlin, &rust.file, &generated)?;
    let by_hand = Path::new(kotlin::FOLDER).join("src/main/kotlin");
    let mut count = 0;
    for origin in [generated, by_hand] {
        for file in folder::files(&origin)? {
            let packed = sources.join(file.strip_prefix(&origin)?);
            let is_same =
                fs::read(&packed).is_ok_and(|text| fs::read(&file).is_ok_and(|it| it == text));
            ensure!(is_same, "{} is missing, or another", packed.display());
            count += 1;
        }
    }
    let kotlin = folder::files(sources)?;
    let kotlin = kotlin.iter().filter(|file| file.extension().is_some_and(|it| it == "kt"));
    ensure!(kotlin.count() == count, "there are others");
    Ok(())
}

fn pom(file: &Path) -> Result<()> {
    let pom = fs::read_to_string(file)?;
    for part in ["<url>", "<licenses>", "<scm>", "<developers>", "<description>"] {
        ensure!(pom.contains(part), "{part} is missing");
    }
    let dependencies: Vec<_> = pom.split("<dependency>").skip(1).collect();
    ensure!(!dependencies.is_empty(), "there are no dependencies");
    for dependency in dependencies {
        let version = dependency.split_once("<version>").context("one has no version")?.1;
        let version = version.split_once('<').unwrap_or_default().0;
        ensure!(version.starts_with(|c: char| c.is_ascii_digit()), "{version:?} is no version");
    }
    Ok(())
}

fn library(target: &Target, jar: &Path) -> Result<Outcome> {
    let mut checks = Checks::of(&target.triple);
    let library = SharedLibrary::read(&jar.join(library::place(target)?))?;
    checks.check("the library exports uniffi's functions, and nothing else", || {
        let others: Vec<_> = library.exports.iter().filter(|name| !Api::UNIFFI.has(name)).collect();
        ensure!(others.is_empty(), "{others:?}");
        ensure!(!library.exports.is_empty(), "it exports nothing");
        Ok(())
    });
    checks.check("it is for the right processor", || {
        let expected = target.architecture()?;
        ensure!(library.architecture == expected, "it is for {:?}", library.architecture);
        Ok(())
    });
    if target.system == System::Linux {
        checks.check("it can be loaded to Android's larger pages", || {
            let page = library.page_size.context("it has no segments")?;
            ensure!(page >= ANDROID_PAGE, "its pages are of {page} bytes");
            Ok(())
        });
    }
    checks.check("it needs only libraries that every such system has", || {
        only_of_the_system(&library, target)
    });
    checks.check("it is stripped, and unwinds", || {
        ensure!(library.is_stripped, "there are names in it that nobody needs");
        ensure!(library.can_unwind, "its unwind tables are missing");
        Ok(())
    });
    Ok(checks.outcome())
}
