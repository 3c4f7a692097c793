"""Texts of the composed pages: our own words on events of public record; people and outlets in them are made up unless they held office."""

# name: (title, deck, dateline place, paragraphs); a paragraph that begins with "## " is a heading, "> " a quotation, "* " a list item
ARTICLES = {
    "herat": ("Taliban fighters press into Herat as airport road is cut", "Aid flights halted while militia commander vows to hold the city", "HERAT", [
        "Taliban fighters pushed into the outskirts of Herat on Sunday, cutting the road to the airport and forcing the suspension of all flights, residents and officials in western Afghanistan said.",
        "Fighters loyal to Ismail Khan, a former mujahedeen commander, took positions around the Malan bridge. \"We will defend every street,\" he told reporters at his compound.",
        "The Defense Ministry in Kabul said 52 insurgents had been killed in and around the city in a day of air strikes. The Taliban dismissed the figure as propaganda.",
        "## Hospitals short of blood",
        "Doctors at the regional hospital said they had received at least 27 wounded civilians since Friday, among them nine children. Staff appealed for blood on local radio.",
        "More than 3,000 families have left the districts of Guzara and Injil since the fighting began, the provincial refugee office said."]),
    "bamako": ("Mali's junta expels French ambassador within 72 hours", "Relations sink further after minister calls transition out of control", "BAMAKO", [
        "Mali's military government on Monday gave the French ambassador 72 hours to leave the country, citing hostile and outrageous remarks by officials in Paris.",
        "The decision was read out on state television. It followed comments by the French foreign minister, who had called the junta illegitimate and its measures irresponsible.",
        "France, which has led a campaign against Islamist fighters in the Sahel since 2013, said it took note of the expulsion and recalled its envoy.",
        "West African states imposed a trade embargo on Mali in January after the colonels put off elections that had been promised for February.",
        "\"We are not at war with the French people,\" a spokesman for the transitional government said, \"but we will be respected.\""]),
    "crossing": ("Border crossing at Torkham reopens after nine days of closure", "", "TORKHAM", [
        "The main crossing between Pakistan and Afghanistan reopened on Friday, nine days after an exchange of fire between border guards left hundreds of lorries stranded on both sides.",
        "Officials from the two countries met three times before they agreed that the gates would be open from dawn until dusk. The sides blame each other for the clash of last week, in which two guards were wounded.",
        "Traders put their losses at more than a million dollars a day. Grapes and tomatoes rotted in the heat, and some drivers sold their load at the roadside for a tenth of its price.",
        "A spokesman for the Afghan foreign ministry said that Kabul wanted no conflict with its neighbour, but would not allow new posts to be built on its soil.",
        "Pakistan's caretaker interior minister rejected that charge and said that the fence would be completed.",
        "The crossing has been shut at least six times this year."]),
    "khartoum": ("Ceasefire collapses in Khartoum hours after it began", "Artillery heard across three cities as envoys plead for corridor", "KHARTOUM", [
        "Artillery fire shook Khartoum and its twin city Omdurman on Thursday, hours after a ceasefire brokered by the United States and Saudi Arabia was to take effect.",
        "The army accused the Rapid Support Forces of shelling a market in the south of the capital. The paramilitary group denied that its fighters were in the area and said that warplanes had struck first.",
        "At least 18 civilians were killed and 106 wounded, according to the doctors' union, which warned that the true number was far higher because many could not reach hospitals.",
        "> Nobody here believes in these announcements any more. We count the minutes until the next shell.",
        "The United Nations envoy urged both sides to open a corridor for fuel and medicine. More than a million people have fled their homes since April."]),
    "caracas": ("Venezuela and Guyana agree to avoid force over Essequibo", "Presidents meet in Saint Vincent for two hours", "KINGSTOWN", [
        "The presidents of Venezuela and Guyana agreed on Thursday not to use force against each other in their dispute over the oil-rich Essequibo region, after a two-hour meeting on the island of Saint Vincent.",
        "In a joint statement the two governments said that they would refrain from escalating any conflict, though they remained at odds over who should settle the border.",
        "Guyana insists that the International Court of Justice must decide. Venezuela, whose voters backed annexation in a referendum on Dec. 3, rejects the court's authority.",
        "A joint commission of foreign ministers will report within three months. The presidents are to meet again in Brazil.",
        "Essequibo makes up two thirds of Guyana's land, and vast deposits of crude were found off its coast in 2015."]),
    "peshawar": ("Bomb kills 59 worshippers in mosque at Peshawar police compound", "Pakistani Taliban faction first claims, then disowns attack", "PESHAWAR, Pakistan", [
        "A suicide bomber struck a crowded mosque inside a police compound in the northwestern Pakistani city of Peshawar on Monday, killing at least 59 people and wounding more than 150, most of them officers.",
        "The roof came down on rows of worshippers at noon prayers. Rescue workers dug through the rubble with bare hands late into the night.",
        "A commander of the Pakistani Taliban at first took responsibility on social media, but the group's spokesman later distanced it from the bombing and said that mosques were no targets.",
        "Prime Minister Shehbaz Sharif visited the wounded at the Lady Reading Hospital and vowed stern action against those behind the attack.",
        "* Attacks on the police have risen since November, when a ceasefire ended.",
        "* In March a bombing in a Shiite mosque in the same city killed 63.",
        "\"How did he pass four gates?\" asked a constable whose brother was among the dead."]),
    "grain": ("Ukraine grain ships leave Odesa after Russia returns to deal", "", "ISTANBUL", [
        "Six ships laden with grain left Ukrainian ports on Thursday, a day after Moscow said that it would return to an agreement that keeps a corridor through the Black Sea open.",
        "Russia had suspended its part in the deal on Saturday after an attack on its fleet at Sevastopol, for which it blamed Ukraine. Kyiv has neither confirmed nor denied a role.",
        "President Recep Tayyip Erdogan of Turkey, who spoke to both leaders by telephone, announced the return in parliament in Ankara.",
        "The defence ministry in Moscow said it had received written guarantees that the corridor would not be used for military ends. A Ukrainian official said that no new promises had been made.",
        "Wheat prices fell by more than six per cent in Chicago."]),
    "lima": ("Peru declares state of emergency after deadly protests in Juliaca", "Seventeen killed in a day near airport", "LIMA", [
        "Peru's government declared a state of emergency in Lima and three other regions late on Saturday after weeks of protests in which at least 42 people have died.",
        "The measure lets the army help the police and suspends the right to assemble for 30 days. Seventeen people were killed on Monday alone when security forces fired on crowds that tried to storm the airport at Juliaca.",
        "Demonstrators demand that President Dina Boluarte step down and that elections be held this year. She took office in December when her predecessor was arrested after he had tried to dissolve congress.",
        "\"I will not resign. My commitment is with Peru,\" the president said in a televised address, in which she asked for forgiveness for the deaths.",
        "The attorney general has opened an inquiry into whether the president and four ministers committed genocide and homicide. Her office said that she would cooperate."]),
    "seoul": ("North Korea fires two missiles into sea as drills end", "", "SEOUL", [
        "North Korea fired two short-range ballistic missiles into the sea off its east coast on Wednesday, South Korea's military said, hours before joint exercises with the United States were to end.",
        "Japan's prime minister called the launch an outrageous act and said that his government had lodged a protest through its embassy in Beijing.",
        "Both missiles fell outside Japan's exclusive economic zone after a flight of some 350 kilometres.",
        "State media in Pyongyang had warned a day earlier that the allies would pay the most horrible price in history if they went on with what it called a rehearsal for invasion.",
        "Washington said the launch posed no immediate threat to its personnel, and repeated that it was open to talks without conditions."]),
    "tigray": ("Ethiopia and Tigray forces sign truce after two years of war", "Rebels to disarm within a month under African Union deal", "PRETORIA", [
        "Ethiopia's government and the Tigray People's Liberation Front agreed on Wednesday to end a war that has killed tens of thousands and left the north of the country on the brink of famine.",
        "Under the deal, signed in Pretoria after ten days of talks led by the African Union, Tigrayan forces will be disarmed and federal troops will take over airports and highways in the region.",
        "Olusegun Obasanjo, the African Union's mediator, said that the parties had agreed on an orderly, smooth and coordinated disarmament. \"It is not the end of the peace process but its beginning,\" he said.",
        "Eritrea, whose army has fought on the side of the government, was not at the table.",
        "## Aid convoys wait",
        "The World Food Programme said that its lorries were loaded and could leave within hours. No aid has reached the regional capital, Mekelle, since August."]),
    "skopje": ("Thousands protest in Skopje against compromise with Bulgaria", "", "SKOPJE", [
        "Thousands of people marched through the capital of North Macedonia on Saturday to oppose a French proposal meant to end a dispute with Bulgaria and open the way to talks on joining the European Union.",
        "Protesters threw bottles and stones at the parliament, and 47 police officers were hurt, two of them seriously, the interior ministry said. Eleven people were arrested.",
        "The opposition leader told the crowd that his party would not accept what he called an ultimatum. The government says that the plan protects the nation's language and identity.",
        "Bulgaria lifted its veto last month after its parliament approved the proposal in a vote of 170 to 37."]),
    "goma": ("Rebels seize hill town on road to Goma", "Congo recalls envoy and accuses Rwanda of sending troops", "GOMA", [
        "M23 rebels captured the town of Sake on Tuesday after two days of fighting with Congolese troops and allied militias, cutting the last open road west of Goma, two army officers and a local administrator said.",
        "Congo's government accused neighbouring Rwanda of sending soldiers across the border and recalled its ambassador from Kigali. Rwanda denied the charge and said that Congo worked with a militia whose leaders took part in the genocide of 1994.",
        "Some 30,000 people walked toward Goma with mattresses and goats. Aid workers said that the camps at the city's edge had no water left.",
        "A spokesman for the United Nations mission said peacekeepers had withdrawn from one base but would defend the city.",
        "Angola's president offered to host talks next week; the rebels said they would go if the government did."]),
    "beirut": ("Lebanon's judge in port blast case charges former ministers", "", "BEIRUT", [
        "The judge who investigates the explosion that devastated Beirut's port in 2020 resumed his work on Monday and charged eight officials, among them two former security chiefs, judicial sources said.",
        "The inquiry had been blocked for 13 months by complaints from politicians who refused to be questioned. The country's top prosecutor called the return invalid and ordered the release of all detainees.",
        "More than 215 people died when hundreds of tonnes of ammonium nitrate, stored for years in a warehouse, blew up. Families of the victims gathered in front of the Justice Palace and chanted the judge's name.",
        "\"We have waited nine hundred days,\" said a woman who carried the portrait of her son, a firefighter."]),
    "es_bogota": ("Gobierno y ELN acuerdan prorrogar el alto el fuego seis meses", "La guerrilla se compromete a suspender los secuestros", "BOGOTÁ", [
        "El Gobierno de Colombia y la guerrilla del Ejército de Liberación Nacional acordaron este martes prorrogar durante seis meses el alto el fuego bilateral, según un comunicado conjunto leído en La Habana.",
        "La delegación rebelde se comprometió a suspender de forma unilateral los secuestros con fines económicos, una práctica que había puesto en riesgo las negociaciones desde octubre.",
        "El jefe negociador del Gobierno afirmó que la decisión es un paso histórico. \"Nunca habíamos llegado tan lejos con esta guerrilla\", dijo a la prensa.",
        "La oposición criticó el acuerdo y pidió que se verifique la liberación de todas las personas que siguen en poder de los rebeldes."]),
    "fr_dakar": ("Sénégal : l'opposition rejette le report de l'élection présidentielle", "Heurts à Dakar devant l'Assemblée nationale", "DAKAR", [
        "L'opposition sénégalaise a rejeté lundi le report de l'élection présidentielle, adopté par les députés après l'expulsion de plusieurs élus de l'hémicycle par les gendarmes.",
        "Des heurts ont éclaté autour de l'Assemblée nationale, où les forces de l'ordre ont tiré des gaz lacrymogènes pour disperser les manifestants. Trois personnes ont été blessées, selon la Croix-Rouge.",
        "Le chef de l'État a affirmé qu'il ne serait pas candidat et que le scrutin se tiendrait en décembre. Ses adversaires dénoncent un coup d'État constitutionnel.",
        "La communauté des États d'Afrique de l'Ouest a demandé aux autorités de rétablir le calendrier électoral."]),
    "de_belgrad": ("Serbien versetzt Armee an der Grenze zum Kosovo in Bereitschaft", "", "BELGRAD", [
        "Serbien hat seine Streitkräfte am Montagabend in höchste Bereitschaft versetzt, nachdem im Norden des Kosovo erneut Schüsse gefallen waren. Der Verteidigungsminister begründete den Schritt mit der Sicherheit der serbischen Minderheit.",
        "Die Regierung in Pristina wies die Vorwürfe zurück und sprach von einer gezielten Einschüchterung. Die Nato-Truppe im Kosovo teilte mit, sie beobachte die Lage genau.",
        "Seit Anfang Dezember blockieren Serben mehrere Straßen mit Lastwagen. Sie verlangen die Freilassung eines früheren Polizisten.",
        "Die Europäische Union rief beide Seiten auf, die Spannungen sofort abzubauen."]),
    "tr_ankara": ("Ankara'da hükümet ile sendikalar asgari ücrette anlaşamadı", "", "ANKARA", [
        "Hükümet temsilcileri ile işçi sendikaları arasında perşembe günü yapılan asgari ücret görüşmelerinde anlaşma sağlanamadı. Taraflar önümüzdeki hafta yeniden bir araya gelecek.",
        "Sendika başkanı, teklif edilen artışın enflasyonun çok altında kaldığını söyledi. Çalışma Bakanlığı ise sürecin devam ettiğini ve kararın yıl sonuna kadar açıklanacağını bildirdi.",
        "Başkentte toplanan yüzlerce işçi, ücretlerin artırılması için yürüyüş yaptı. Polis yürüyüşe müdahale etmedi.",
        "Muhalefet partileri, hükümeti çalışanların sesini duymamakla suçladı."]),
    # many paragraphs of one sentence, as broadcasters write
    "kyiv": ("Drones hit power station outside Kyiv as cold deepens", "Engineers say repairs will take at least two weeks", "KYIV", [
        "A wave of drones struck a power station outside Kyiv before dawn on Tuesday, leaving some 400,000 homes without heating, the regional governor said.",
        "Temperatures in the capital fell to minus 14 overnight.",
        "The air force said that it had shot down 23 of 31 drones launched from the south.",
        "Moscow did not comment on the strike. It says that it attacks only military targets.",
        "\"We had an hour to fill the bath and find the candles,\" said Iryna, a teacher who lives on the eleventh floor.",
        "## What happens next",
        "Engineers said that two of four turbines were beyond repair.",
        "The energy minister asked neighbouring states to send transformers.",
        "Poland said it would send 40 generators by Friday.",
        "Three employees of the plant were hurt, one of them badly.",
        "It was the ninth attack on the grid since October."]),
    # a list that is the story
    "ouaga": ("Burkina Faso junta names new cabinet: who holds which office", "", "OUAGADOUGOU", [
        "Burkina Faso's military ruler named a cabinet of 23 ministers on Tuesday night, two weeks after he took power in the second coup of the year.",
        "These are the offices that changed hands:",
        "* Defence: Colonel Simporé stays in office",
        "* Foreign affairs: Olivia Rouamba, until now ambassador in Addis Ababa",
        "* Territorial administration: Colonel Boukaré Zoungrana",
        "* Finance: Aboubakar Nacanabo, a tax inspector",
        "Five ministers served in the government that was overthrown. Two offices, those of culture and of sport, were merged to save money, the statement said.",
        "> We were asked to serve, and we shall be judged by what we do for those who had to flee.",
        "The cabinet is to meet for the first time on Wednesday, a day before envoys of the regional bloc are expected."]),
    # what stands below a video
    "clip": ("Watch: Crowd topples statue in front of parliament in Tbilisi", "", "TBILISI", [
        "Protesters pulled down a statue in front of Georgia's parliament on Wednesday night, minutes before the police cleared the square with water cannon.",
        "The interior ministry said that 66 people had been detained."]),
}
