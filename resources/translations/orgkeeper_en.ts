<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>ChangeWords</name>
    <message numerus="yes">
        <source>%1 Sent %n time(s), refused each time.</source>
        <extracomment>%1 is a sentence</extracomment>
        <translation>
            <numerusform>%1 Sent %n time, refused each time.</numerusform>
            <numerusform>%1 Sent %n times, refused each time.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GuardWords</name>
    <message numerus="yes">
        <source>%1 would have only %n admin(s) without %2.</source>
        <translation>
            <numerusform>%1 would have only %n admin without %2.</numerusform>
            <numerusform>%1 would have only %n admins without %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 will have only %n admin(s).</source>
        <translation>
            <numerusform>%1 will have only %n admin.</numerusform>
            <numerusform>%1 will have only %n admins.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>orgkeeper::AddAccountDialog</name>
    <message numerus="yes">
        <source>%Ln problem(s)</source>
        <translation>
            <numerusform>%Ln problem</numerusform>
            <numerusform>%Ln problems</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>orgkeeper::BulkBar</name>
    <message numerus="yes">
        <source>%Ln selected</source>
        <translation>
            <numerusform>%Ln selected</numerusform>
            <numerusform>%Ln selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln hidden by the filter</source>
        <translation>
            <numerusform>%Ln hidden by the filter</numerusform>
            <numerusform>%Ln hidden by the filter</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>orgkeeper::DescriptionLoader</name>
    <message numerus="yes">
        <source>%n problem(s)</source>
        <translation>
            <numerusform>%n problem</numerusform>
            <numerusform>%n problems</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>orgkeeper::Error</name>
    <message numerus="yes">
        <source>%1 asks for a pause of %n second(s)%2.</source>
        <translation>
            <numerusform>%1 asks for a pause of %n second%2.</numerusform>
            <numerusform>%1 asks for a pause of %n seconds%2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 asks for a pause of %n minute(s)%2.</source>
        <translation>
            <numerusform>%1 asks for a pause of %n minute%2.</numerusform>
            <numerusform>%1 asks for a pause of %n minutes%2.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>orgkeeper::KeychainTask</name>
    <message numerus="yes">
        <source>The keychain has not answered for %n second(s).</source>
        <translation>
            <numerusform>The keychain has not answered for %n second.</numerusform>
            <numerusform>The keychain has not answered for %n seconds.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>orgkeeper::ListPane</name>
    <message numerus="yes">
        <source> · %Ln row(s) came twice, the first counts</source>
        <translation>
            <numerusform> · %Ln row came twice, the first counts</numerusform>
            <numerusform> · %Ln rows came twice, the first counts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>orgkeeper::MembersTab</name>
    <message numerus="yes">
        <source>%Ln member(s)</source>
        <translation>
            <numerusform>%Ln member</numerusform>
            <numerusform>%Ln members</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln admin(s)</source>
        <translation>
            <numerusform>%Ln admin</numerusform>
            <numerusform>%Ln admins</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>orgkeeper::MainWindow</name>
    <message numerus="yes">
        <source>%Ln account(s) could not be read and stay as they are in %1: %2</source>
        <translation>
            <numerusform>%Ln account could not be read and stays as it is in %1: %2</numerusform>
            <numerusform>%Ln accounts could not be read and stay as they are in %1: %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>orgkeeper::OrganizationsPage</name>
    <message numerus="yes">
        <source>%Ln organization(s)</source>
        <translation>
            <numerusform>%Ln organization</numerusform>
            <numerusform>%Ln organizations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %Ln organization(s) read so far stay.</source>
        <translation>
            <numerusform>The %Ln organization read so far stay.</numerusform>
            <numerusform>The %Ln organizations read so far stay.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>orgkeeper::OverviewTab</name>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>orgkeeper::ProjectsTab</name>
    <message numerus="yes">
        <source>%Ln project(s)</source>
        <translation>
            <numerusform>%Ln project</numerusform>
            <numerusform>%Ln projects</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>orgkeeper::Schema</name>
    <message numerus="yes">
        <source>“%1” is longer than %n character(s).</source>
        <translation>
            <numerusform>“%1” is longer than %n character.</numerusform>
            <numerusform>“%1” is longer than %n characters.</numerusform>
        </translation>
    </message>
</context>
</TS>
