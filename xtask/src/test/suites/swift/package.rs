//! What is in the Swift package.

mod privacy;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail, ensure};
use object::macho;
use object::read::macho::{FatArch as _, MachHeader as _, MachOFatFile32};
use object::{Architecture, File, Object as _, ObjectSymbol as _};
use serde_json::Value;

use crate::folder;
use crate::package::native::{self, Api, System, Target, objects};
use crate::package::plumbing::{self, Language};
use crate::package::swift::xcframework::{Info, SLICES, Slice};
use crate::package::swift::{self, FFI_MODULE, LIBRARY, linux_folder};
use crate::package::third_party;
use crate::setup::{self, needs};
use crate::swift::program as program_of_swift;
use crate::test::checks::Checks;
use crate::test::outcome::Outcome;
use crate::test::suites::library::{globals, has_licences, no_machine, same};
use crate::workspace::Workspace;

pub(in crate::test::suites) fn package(workspace: &Workspace) -> Result<Outcome> {
    setup::ensure(workspace, &[needs::SWIFT])?;
    let host = Target::host()?;
    let package = swift::package(workspace)?;
    let scratch = folder::scratch(workspace, "swift-package")?;
    let header = header(&package);
    let declared = declared(&fs::read_to_string(&header)?);

    let mut checks = Checks::of(&host.triple);
    checks.check("no file names a folder of this machine", || {
        no_machine(workspace, &folder::files(&package)?)
    });
    checks.check("what is generated is what the generator makes now", || {
        let rust = native::compile(workspace, &host, &Api::UNIFFI)?;
        let generated = scratch.join("generated");
        plumbing::generate(Language::Swift, &rust.file, &generated)?;
        let core = package.join("Sources/CloseRoomCore/CloseRoomCore.swift");
        for (made, packed) in [("CloseRoomCore.swift", &core), ("CloseRoomFFI.h", &header)] {
            let is_same = fs::read(generated.join(made))? == fs::read(packed)?;
            ensure!(is_same, "{} is another", packed.display());
        }
        Ok(())
    });
    if host.system == System::Linux {
        checks.check("the licences of the crates in the library for Linux come along", || {
            let library = package.join("lib").join(linux_folder(&host)?).join(LIBRARY);
            has_licences(&library, &package.join(third_party::FILE))
        });
        checks.check("the library for Linux defines the header's functions, no more", || {
            let library = package.join("lib").join(linux_folder(&host)?).join(LIBRARY);
            same(&declared, &globals(&library, host.system)?)
        });
    }
    let framework = package.join(format!("{FFI_MODULE}.xcframework"));
    checks.check("the XCFramework lists its libraries, and nothing else is in it", || {
        listed(&framework)
    });
    checks.check(
        "on a Mac, Package.swift takes the XCFramework, the privacy manifest, and no flags",
        || for_apple(workspace, &package, &scratch.join("apple")),
    );
    checks.check("Swift imports the C declarations by explicit modules, as Xcode does", || {
        import_explicitly(workspace, &framework, &scratch.join("explicit"))
    });
    let mut outcome = checks.outcome();
    for slice in &SLICES {
        let mut checks = Checks::of(slice.name);
        let folder = framework.join(slice.name);
        check_slice(&mut checks, slice, &package, &folder, &declared)?;
        checks.check("compilers for that system find the module of the C declarations", || {
            find_module(workspace, slice, &folder.join("Headers"), &scratch)
        });
        outcome += checks.outcome();
    }
    Ok(outcome)
}

fn header(package: &Path) -> PathBuf {
    package.join("Sources").join(FFI_MODULE).join("CloseRoomFFI.h")
}

/// The functions that the header declares.
fn declared(header: &str) -> BTreeSet<String> {
    let names = header.split('(').filter_map(|before| before.split([' ', '*', '\n']).next_back());
    names.filter(|name| Api::UNIFFI.has(name)).map(String::from).collect()
}

fn listed(framework: &Path) -> Result<()> {
    let info: Info = plist::from_file(framework.join("Info.plist"))?;
    ensure!(info.package_type == "XFWK" && info.format_version == "1.0", "it is no XCFramework");
    let listed = info.available_libraries.iter().map(|it| it.library_identifier.clone());
    let folders = fs::read_dir(framework)?
        .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
        .filter(|name| !name.as_ref().is_ok_and(|name| name == "Info.plist"));
    same(&listed.collect(), &folders.collect::<Result<_>>()?)?;
    for library in info.available_libraries {
        let folder = framework.join(&library.library_identifier);
        ensure!(
            folder.join(&library.library_path).is_file(),
            "{} is missing",
            library.library_path
        );
        ensure!(folder.join(&library.headers_path).is_dir(), "{} is missing", library.headers_path);
    }
    Ok(())
}

fn check_slice(
    checks: &mut Checks,
    slice: &Slice,
    package: &Path,
    folder: &Path,
    declared: &BTreeSet<String>,
) -> Result<()> {
    let library = fs::read(folder.join(LIBRARY))?;
    let parts = parts(&library)?;
    checks.check("there is a part for each processor", || {
        let found = parts.iter().map(|part| architecture(part)).collect::<Result<_>>()?;
        same(&slice.architectures.iter().map(ToString::to_string).collect(), &found)
    });
    for part in &parts {
        let architecture = architecture(part)?;
        checks.check(&format!("{architecture}: it is for that system and its versions"), || {
            let mut members = objects::members(part)?.into_iter();
            members.try_for_each(|member| is_for(slice, member.data))
        });
        checks.check(&format!("{architecture}: it defines what the header declares"), || {
            let mut found = BTreeSet::new();
            for member in objects::members(part)? {
                found.extend(global_functions(member.data)?);
            }
            same(declared, &found)
        });
        checks.check(&format!("{architecture}: the privacy manifest tells of its calls"), || {
            let mut members = objects::members(part)?.into_iter();
            members.try_for_each(|member| privacy::check(package, member.data))
        });
    }
    checks.check("the headers have a folder of their own", || {
        let headers = folder.join("Headers");
        let files = folder::files(&headers)?;
        let expected = ["CloseRoomFFI.h", "module.modulemap"];
        let expected = expected.map(|file| headers.join(FFI_MODULE).join(file));
        ensure!(files == expected, "there are {files:?}");
        let copy = headers.join(FFI_MODULE).join("CloseRoomFFI.h");
        ensure!(fs::read(copy)? == fs::read(header(package))?, "it is another than that for Linux");
        Ok(())
    });
    Ok(())
}

/// What the manifest says where `canImport(Darwin)` is true.
fn for_apple(workspace: &Workspace, package: &Path, copy: &Path) -> Result<()> {
    folder::empty(copy)?;
    folder::copy(package, copy)?;
    let manifest = copy.join("Package.swift");
    let text = fs::read_to_string(&manifest)?;
    let condition = "#if canImport(Darwin)";
    ensure!(text.matches(condition).count() == 1, "{condition} is not there once");
    fs::write(&manifest, text.replace(condition, "#if true"))?;
    let dump = program_of_swift(workspace, "swift")
        .args(["package", "dump-package", "--package-path"])
        .arg(copy)
        .echo()
        .read()?;
    let dump: Value = serde_json::from_str(&dump)?;
    let targets = dump["targets"].as_array().context("no targets")?;
    let ffi =
        targets.iter().find(|target| target["name"] == FFI_MODULE).context("no such target")?;
    ensure!(ffi["type"] == "binary", "it is {}", ffi["type"]);
    ensure!(ffi["path"] == format!("{FFI_MODULE}.xcframework"), "it is {}", ffi["path"]);
    ensure!(!dump.to_string().contains("unsafeFlags"), "there are unsafe flags");
    let face =
        targets.iter().find(|target| target["name"] == "CloseRoom").context("no such target")?;
    let resources = face["resources"].to_string();
    ensure!(resources.contains("PrivacyInfo.xcprivacy"), "the privacy manifest is no resource");
    Ok(())
}

fn import_explicitly(workspace: &Workspace, framework: &Path, scratch: &Path) -> Result<()> {
    folder::empty(scratch)?;
    fs::write(scratch.join("import.swift"), format!("import {FFI_MODULE}\n"))?;
    program_of_swift(workspace, "swiftc")
        .args(["-explicit-module-build", "-parse-as-library", "-emit-module"])
        .args(["-module-name", "Import", "-I"])
        .arg(framework.join("macos-arm64_x86_64/Headers"))
        .arg("import.swift")
        .dir(scratch)
        .run()
}

/// As Xcode does, which names the folder of the headers, and leaves it to clang to look into the
/// one in it that is called as the module.
fn find_module(workspace: &Workspace, slice: &Slice, headers: &Path, scratch: &Path) -> Result<()> {
    let program = scratch.join("program.m");
    let compile = |architecture: &str, module: &str| {
        fs::write(&program, format!("@import {module};\nRustBuffer buffer;\n"))?;
        let variant = if slice.is_simulator { "-simulator" } else { "" };
        let system = format!("{}{}{variant}", slice.platform, slice.oldest);
        let clang = program_of_swift(workspace, "clang")
            .args(["-target", &format!("{architecture}-apple-{system}")])
            // Apple's own headers are on Macs only; those of C are the compiler's.
            .args(["-fsyntax-only", "-ffreestanding", "-fmodules"])
            .arg(format!("-fmodules-cache-path={}", scratch.join("modules").display()))
            .arg("-I")
            .arg(headers)
            .arg(&program);
        anyhow::Ok(clang)
    };
    for architecture in slice.architectures {
        compile(architecture, FFI_MODULE)?.run()?;
        let is_found = compile(architecture, "NoSuchModule")?.succeeds();
        ensure!(!is_found, "any module would be found");
    }
    Ok(())
}

/// The libraries for single processors in a library for several.
fn parts(library: &[u8]) -> Result<Vec<&[u8]>> {
    if library.starts_with(b"!<arch>") {
        return Ok(vec![library]);
    }
    let fat = MachOFatFile32::parse(library).context("neither an archive nor several")?;
    fat.arches().iter().map(|arch| Ok(arch.data(library)?)).collect()
}

/// The processor of a library for a single one, as Apple calls it.
fn architecture(part: &[u8]) -> Result<String> {
    let members = objects::members(part)?;
    let first = members.first().context("it is empty")?;
    match File::parse(first.data)?.architecture() {
        Architecture::Aarch64 => Ok("arm64".to_owned()),
        Architecture::X86_64 => Ok("x86_64".to_owned()),
        other => bail!("it is for {other:?}"),
    }
}

fn is_for(slice: &Slice, object: &[u8]) -> Result<()> {
    let expected = match (slice.platform, slice.is_simulator) {
        ("macos", _) => macho::PLATFORM_MACOS,
        ("ios", false) => macho::PLATFORM_IOS,
        _ => macho::PLATFORM_IOSSIMULATOR,
    };
    let header = macho::MachHeader64::<object::Endianness>::parse(object, 0)?;
    let endian = header.endian()?;
    let mut commands = header.load_commands(endian, object, 0)?;
    while let Some(command) = commands.next()? {
        if let Some(version) = command.build_version()? {
            let platform = version.platform.get(endian);
            ensure!(platform == expected, "it is for platform {platform}");
            let oldest = version.minos.get(endian);
            let oldest = format!("{}.{}", oldest >> 16, oldest >> 8 & 0xff);
            ensure!(oldest == slice.oldest, "it is for version {oldest} and newer");
            return Ok(());
        }
    }
    bail!("it names no system")
}

fn global_functions(object: &[u8]) -> Result<BTreeSet<String>> {
    let file = File::parse(object)?;
    let globals = file.symbols().filter(|symbol| symbol.is_global() && symbol.is_definition());
    let prefix = System::MacOs.symbol_prefix();
    globals
        .map(|symbol| {
            let name = symbol.name()?;
            Ok(name.strip_prefix(prefix).with_context(|| format!("{name} is none of C's"))?.into())
        })
        .collect()
}
